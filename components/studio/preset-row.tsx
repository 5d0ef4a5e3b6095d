'use client'

import { Pencil, Replace, Trash2 } from 'lucide-react'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName, sizeText } from '#components/ui/model-name.ts'
import type { PresetView } from '#lib/presets/view.ts'
import { priceOf } from './price-of.ts'
import { soundForm } from './studio-form.ts'

/** One preset: a click uses it; beside it what else can be done with it. */
export function PresetRow(props: {
  preset: PresetView
  markupBps: number
  onApply: () => void
  /** @returns whether it has the new name now */
  onRename: (name: string) => Promise<boolean>
  onOverwrite: () => void
  onRemove: () => void
}) {
  const t = useTranslate('studioTools')
  const tChoices = useTranslate('choices')
  const tCommon = useTranslate('common')
  const { preset, markupBps } = props
  const [isRenaming, setIsRenaming] = useState(false)
  const form = soundForm({ ...preset.settings, prompt: '' })
  const price = priceOf(form, markupBps)

  if (isRenaming) {
    return (
      <RenameForm
        name={preset.name}
        onRename={async (name) => {
          if (name === preset.name || (await props.onRename(name))) setIsRenaming(false)
        }}
      />
    )
  }
  return (
    <li className="flex flex-wrap items-stretch sm:flex-nowrap">
      <button
        type="button"
        className="min-w-0 flex-1 basis-full px-5 py-3 text-left hover:bg-wash focus-visible:-outline-offset-2 sm:basis-auto"
        onClick={props.onApply}
      >
        <span className="block truncate font-medium" dir="auto">
          {preset.name}
        </span>
        <span className="numerals block text-xs text-soft">
          {[
            modelName(form.model),
            sizeText(form.params.size),
            tChoices(`quality.${form.params.quality}`),
            form.n > 1 && `× ${form.n}`,
            price !== null && tCommon('credits', { count: price * form.n }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </button>
      <div className="ml-auto flex items-center pr-2 pl-3">
        <RowButton
          label={t('presets.renameNamed', { name: preset.name })}
          onClick={() => setIsRenaming(true)}
        >
          <Pencil aria-hidden="true" className="size-4" />
        </RowButton>
        <RowButton label={t('presets.overwriteNamed', { name: preset.name })} onClick={props.onOverwrite}>
          <Replace aria-hidden="true" className="size-4" />
        </RowButton>
        <RowButton label={t('presets.removeNamed', { name: preset.name })} onClick={props.onRemove}>
          <Trash2 aria-hidden="true" className="size-4" />
        </RowButton>
      </div>
    </li>
  )
}

function RowButton(props: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className="button button-quiet px-3"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  )
}

function RenameForm(props: { name: string; onRename: (name: string) => Promise<void> }) {
  const t = useTranslate('studioTools')
  const [name, setName] = useState(props.name)
  const field = useRef<HTMLInputElement>(null)
  // The button that was pressed has just made way for it.
  useEffect(() => field.current?.select(), [])
  return (
    <li className="px-5 py-3">
      <form
        className="flex gap-2"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          if (name.trim() !== '') void props.onRename(name.trim())
        }}
      >
        <input
          ref={field}
          className="field min-w-0 flex-1"
          aria-label={t('presets.newName', { name: props.name })}
          value={name}
          maxLength={60}
          dir="auto"
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="button button-plain">
          {t('presets.rename')}
        </button>
      </form>
    </li>
  )
}
