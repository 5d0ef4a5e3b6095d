'use client'

import { Ellipsis } from 'lucide-react'
import { memo, type RefObject, useId, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { sizeText } from '#components/ui/model-name.ts'
import { PartGuard } from '#components/ui/part-guard.tsx'
import { parseSize, sizeChoices } from '#lib/catalog/choices.ts'
import type { Model, Size } from '#lib/catalog/model.ts'
import { OwnSize, SizeProblem } from './drawn-later.ts'
import { type OwnSizeText, sizeAsText } from './read-own-size.ts'

const BOX = 34
const LONGEST_EDGE = 3840
/** How many are shown at first. */
const FEW = 4

/** Larger pictures are drawn larger, but gently: a 256 px square must stay visible beside 4K. */
function shapeOf(width: number, height: number): { width: number; height: number } {
  const long = Math.max(width, height)
  const scale = (BOX * (0.42 + 0.58 * Math.sqrt(long / LONGEST_EDGE))) / long
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

/** A few sizes at first; all the others, and any of one's own, are one click away. */
export const SizeField = memo(function SizeField(props: {
  model: Model
  value: Size
  /** Own width and height while they are no size; they stand in for `value`, which is of before. */
  ownSize: OwnSizeText | null
  error: string | null
  nearest: Size | null
  ownRef: RefObject<HTMLInputElement | null>
  onChange: (size: Size) => void
  onOwnSize: (text: OwnSizeText) => void
}) {
  const t = useTranslate('studio')
  const id = useId()
  const choices = sizeChoices(props.model)
  const rule = props.model.sizeRule
  const listed = choices.some(({ size }) => size === props.value)
  const [ownOpen, setOwnOpen] = useState(false)
  const own = rule !== null && (ownOpen || !listed || props.ownSize !== null)
  const [isWide, setIsWide] = useState(false)
  const few = choices.slice(0, FEW)
  const isFew = !isWide && !own && choices.length > FEW + 1 && few.some(({ size }) => size === props.value)
  const parsed = parseSize(props.value)
  const experimental =
    rule && parsed && !props.ownSize && parsed.width * parsed.height > rule.experimentalAbovePixels

  return (
    <fieldset aria-describedby={`${id}-note`}>
      <legend className="mb-1.5 text-sm font-medium">{t('size')}</legend>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(3.9rem,1fr))] gap-1.5">
        {(isFew ? few : choices).map(({ size, width, height }) => {
          const shape = width === height ? 'square' : width > height ? 'landscape' : 'portrait'
          return (
            <label key={size} className="size-card" title={`${t(shape)} ${sizeText(size)}`}>
              <input
                type="radio"
                name={`${id}-size`}
                value={size}
                checked={!own && props.value === size}
                onChange={() => {
                  setOwnOpen(false)
                  props.onChange(size)
                }}
                className="sr-only"
              />
              <span className="grid place-items-center" style={{ height: BOX }}>
                <span className="block border-[1.5px] border-current" style={shapeOf(width, height)} />
              </span>
              <span className="sr-only">{t(shape)} </span>
              <span className="numerals whitespace-nowrap text-[0.6875rem] leading-tight">
                {width}×{height}
              </span>
            </label>
          )
        })}
        {isFew && (
          <button
            type="button"
            className="size-card"
            aria-expanded="false"
            onClick={(event) => {
              // It makes way for the others; the arrow keys go on from the one that is chosen.
              event.currentTarget.closest('fieldset')?.querySelector<HTMLElement>(':checked')?.focus()
              setIsWide(true)
            }}
          >
            <span className="grid place-items-center" style={{ height: BOX }}>
              <Ellipsis aria-hidden="true" className="size-5" />
            </span>
            <span className="text-[0.6875rem] leading-tight">{t('sizeMore')}</span>
          </button>
        )}
        {rule && !isFew && (
          <label className="size-card">
            <input
              type="radio"
              name={`${id}-size`}
              value="own"
              checked={own}
              onChange={() => setOwnOpen(true)}
              className="sr-only"
            />
            <span className="grid place-items-center" style={{ height: BOX }}>
              <span className="block size-6 border-[1.5px] border-dashed border-current" />
            </span>
            <span className="text-[0.6875rem] leading-tight">{t('sizeOwn')}</span>
          </label>
        )}
      </div>
      <div id={`${id}-note`}>
        {props.error && (
          <PartGuard fallback={props.error}>
            <SizeProblem
              text={props.error}
              nearest={props.nearest}
              onUse={(size) => {
                props.onChange(size)
                props.ownRef.current?.focus()
              }}
            />
          </PartGuard>
        )}
        {experimental && !props.error && (
          <p className="mt-1.5 text-xs text-soft">
            {t('sizeExperimental', { pixels: (rule.experimentalAbovePixels / 1e6).toFixed(1) })}
          </p>
        )}
      </div>
      {own && rule && (
        <PartGuard>
          <OwnSize
            rule={rule}
            text={props.ownSize ?? sizeAsText(props.value)}
            invalid={props.error !== null}
            fieldRef={props.ownRef}
            onChange={(text) => {
              // Typing a listed size must not take the fields away under the cursor.
              setOwnOpen(true)
              props.onOwnSize(text)
            }}
          />
        </PartGuard>
      )}
    </fieldset>
  )
})
