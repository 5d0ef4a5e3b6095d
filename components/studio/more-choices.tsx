'use client'

import { useId } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ChoiceField } from '#components/ui/choice-field.tsx'
import { lossyFormats } from '#lib/catalog/choices.ts'
import type { Model } from '#lib/catalog/model.ts'
import type { ImageParams } from '#lib/catalog/params.ts'

const COMPRESSION_DEFAULT = 100

/** What few people change; only what this model has. */
export function MoreChoices(props: {
  model: Model
  params: ImageParams
  hasInputs: boolean
  gaveWay: 'background' | 'outputFormat' | null
  onChange: (params: Partial<ImageParams>) => void
}) {
  const t = useTranslate('studio')
  const tChoices = useTranslate('choices')
  const tInputs = useTranslate('studioInputs')
  const id = useId()
  const { model, params, gaveWay, onChange } = props
  const previewsMax = model.partialImagesMax ?? 0
  const compressible =
    model.outputCompression && params.outputFormat !== undefined && lossyFormats.includes(params.outputFormat)
  const compression = params.outputCompression ?? COMPRESSION_DEFAULT
  return (
    <div className="space-y-5 pt-1 pb-5">
      {model.styles.length > 0 && (
        <ChoiceField
          legend={t('style')}
          options={model.styles.map((value) => ({ value, label: tChoices(`style.${value}`) }))}
          value={params.style}
          onChange={(style) => onChange({ style })}
        />
      )}
      {props.hasInputs && model.inputFidelity.length > 1 && (
        <ChoiceField
          legend={tInputs('fidelity')}
          hint={tInputs('fidelityHint')}
          options={model.inputFidelity.map((value) => ({ value, label: tInputs(`fidelities.${value}`) }))}
          value={params.inputFidelity ?? 'low'}
          onChange={(inputFidelity) => onChange({ inputFidelity })}
        />
      )}
      {previewsMax > 0 && (
        <ChoiceField
          legend={t('previews')}
          hint={t('previewsHint')}
          options={Array.from({ length: previewsMax + 1 }, (_, count) => ({
            value: String(count),
            label: count === 0 ? t('previewsNone') : String(count),
          }))}
          value={String(params.partialImages)}
          onChange={(value) => onChange({ partialImages: Number(value) })}
        />
      )}
      {model.backgrounds.length > 0 && (
        <ChoiceField
          legend={t('background')}
          options={model.backgrounds.map((value) => ({ value, label: tChoices(`background.${value}`) }))}
          value={params.background}
          onChange={(background) => onChange({ background })}
        />
      )}
      {model.outputFormats.length > 0 && (
        <ChoiceField
          legend={t('format')}
          options={model.outputFormats.map((value) => ({ value, label: tChoices(`format.${value}`) }))}
          value={params.outputFormat}
          onChange={(outputFormat) => onChange({ outputFormat })}
        />
      )}
      <p role="status" className="text-xs text-azurite empty:hidden">
        {gaveWay === 'background' &&
          params.background &&
          params.outputFormat &&
          t('backgroundGaveWay', {
            format: tChoices(`format.${params.outputFormat}`),
            background: tChoices(`background.${params.background}`),
          })}
        {gaveWay === 'outputFormat' &&
          params.outputFormat &&
          t('formatGaveWay', { format: tChoices(`format.${params.outputFormat}`) })}
      </p>
      {compressible && (
        <div>
          <label htmlFor={id} className="mb-1 block text-sm font-medium">
            {t('compression')}
          </label>
          <input
            id={id}
            type="range"
            min={0}
            max={100}
            value={compression}
            aria-describedby={`${id}-hint`}
            onChange={(event) => onChange({ outputCompression: event.target.valueAsNumber })}
            className="h-11 w-full pointer-fine:h-8"
          />
          <p id={`${id}-hint`} className="numerals text-xs text-soft">
            {t('compressionHint', { value: compression })}
          </p>
        </div>
      )}
      {model.complexities.length > 0 && (
        <ChoiceField
          legend={t('complexity')}
          options={model.complexities.map((value) => ({ value, label: tChoices(`complexity.${value}`) }))}
          value={params.complexity}
          onChange={(complexity) => onChange({ complexity })}
        />
      )}
      {!props.hasInputs && model.moderation.length > 0 && (
        <ChoiceField
          legend={t('moderation')}
          options={model.moderation.map((value) => ({ value, label: tChoices(`moderation.${value}`) }))}
          value={params.moderation}
          onChange={(moderation) => onChange({ moderation })}
        />
      )}
    </div>
  )
}
