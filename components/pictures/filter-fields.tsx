'use client'

import { type ReactNode, useId } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName } from '#components/ui/model-name.ts'
import type { Facets } from '#lib/library/view.ts'
import { ColourSwatch } from './colour-swatch.tsx'
import {
  type LibraryFilters,
  type PictureShapeName,
  pictureColours,
  pictureKinds,
  pictureShapes,
} from './library-filters.ts'
import type { FilterChange } from './use-filters.ts'

interface FilterFieldsProps {
  filters: LibraryFilters
  facets: Facets | undefined
  onChange: (change: FilterChange) => void
}

/** What can be wished for, beside words: in a panel on a desk, in a sheet on a phone. Each wish holds at once. */
export function FilterFields({ filters, facets, onChange }: FilterFieldsProps) {
  const t = useTranslate('library')
  const id = useId()
  const models = facets?.models ?? []
  const isOther = filters.model !== undefined && !models.some(({ model }) => model === filters.model)
  return (
    <div className="flex flex-wrap gap-x-10 gap-y-5">
      <Choices
        legend={t('shape')}
        value={filters.shape}
        options={pictureShapes.map((shape) => ({
          value: shape,
          label: (
            <>
              <ShapeMark shape={shape} />
              {t(`shapes.${shape}`)}
            </>
          ),
        }))}
        onChange={(shape) => onChange({ shape })}
      />
      <Choices
        legend={t('kind')}
        value={filters.kind}
        options={pictureKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        onChange={(kind) => onChange({ kind })}
      />
      <div>
        <label htmlFor={`${id}-model`} className="mb-1.5 block text-sm font-medium">
          {t('model')}
        </label>
        <select
          id={`${id}-model`}
          className="field pointer-fine:min-h-9 pointer-fine:py-1 pointer-fine:text-sm"
          value={filters.model ?? ''}
          onChange={(event) => onChange({ model: event.target.value || undefined })}
        >
          <option value="">{t('anyModel')}</option>
          {models.map(({ model, count }) => (
            <option key={model} value={model}>
              {modelName(model)} · {count}
            </option>
          ))}
          {isOther && <option value={filters.model}>{modelName(filters.model ?? '')}</option>}
        </select>
      </div>
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">{t('made')}</legend>
        <div className="grid w-fit grid-cols-[auto_auto] items-center gap-2 sm:grid-cols-[repeat(4,auto)]">
          {(['from', 'to'] as const).map((name) => (
            <label key={name} className="contents">
              <span className="text-sm whitespace-nowrap text-soft">{t(name)}</span>
              <input
                type="date"
                className="field w-auto pointer-fine:min-h-9 pointer-fine:py-1 pointer-fine:text-sm"
                value={filters[name] ?? ''}
                min={name === 'to' ? filters.from : undefined}
                max={name === 'from' ? filters.to : undefined}
                onChange={(event) => onChange({ [name]: event.target.value || undefined })}
              />
            </label>
          ))}
        </div>
      </fieldset>
      <Choices
        legend={t('colour')}
        value={filters.colour}
        options={pictureColours.map((colour) => ({
          value: colour,
          label: (
            <>
              <ColourSwatch colour={colour} />
              {t(`colours.${colour}`)}
            </>
          ),
        }))}
        onChange={(colour) => onChange({ colour })}
      />
    </div>
  )
}

/** A few choices of which one or none holds: a second touch lets it go. */
function Choices<Value extends string>(props: {
  legend: string
  className?: string
  value: Value | undefined
  options: readonly { value: Value; label: ReactNode }[]
  onChange: (value: Value | undefined) => void
}) {
  return (
    <fieldset className={props.className}>
      <legend className="mb-1.5 text-sm font-medium">{props.legend}</legend>
      <div className="flex flex-wrap gap-1.5">
        {props.options.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === props.value}
            onClick={() => props.onChange(value === props.value ? undefined : value)}
            className="flex min-h-11 items-center gap-2 rounded-sm border border-line bg-sheet px-2.5 text-sm transition-colors hover:border-edge aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper pointer-fine:min-h-9"
          >
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

function ShapeMark({ shape }: { shape: PictureShapeName }) {
  const sides = { square: 'size-3', landscape: 'h-2.5 w-4', portrait: 'h-4 w-2.5' }
  return <span aria-hidden="true" className={`inline-block border border-current ${sides[shape]}`} />
}
