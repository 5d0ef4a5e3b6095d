'use client'

import { useEffect, useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { dimensionsText } from '#components/picture/input-words.ts'
import { problemSentence } from '#components/ui/error-sentence.ts'
import { modelName, sizeText } from '#components/ui/model-name.ts'
import { canPutBack } from '#lib/catalog/can-put-back.ts'
import { parseSize } from '#lib/catalog/choices.ts'
import { checkInputs, SQUARE_EDGE_MAX } from '#lib/catalog/inputs.ts'
import type { Size } from '#lib/catalog/model.ts'
import { nearestServed } from './able-models.ts'
import { sizeLike, withInputs, withReplaced } from './input-changes.ts'
import { loadFitDialog } from './lazy-parts.ts'
import { refocus } from './refocus.ts'
import type { StudioFacts } from './studio-facts.ts'
import { modelOf, type StudioForm } from './studio-form.ts'
import { useLazyPart } from './use-lazy-part.ts'
import type { Overwrite } from './use-overwrite.ts'

export const MODEL_INPUTS_ID = 'model-inputs'
/** What another model would take. */
const beyondModel: readonly string[] = ['inputs_not_offered', 'inputs_too_many', 'mask_not_offered']

/** At the model: why it cannot work from these pictures, and each way on. */
export function ModelInputs(props: {
  form: StudioForm
  facts: StudioFacts
  onChoose: (model: string) => void
  onSize: (size: Size) => void
  onOverwrite: Overwrite
}) {
  const t = useTranslate('studioInputs')
  const tStudio = useTranslate('studio')
  const tProblems = useTranslate('problems')
  const fit = useLazyPart(loadFitDialog)
  const box = useRef<HTMLDivElement>(null)
  const { form, onOverwrite } = props
  const model = modelOf(form)
  const all = checkInputs(model, form)
  const codes: readonly string[] = all.map(({ code }) => code)
  // One after the other: a mask is painted on the square.
  const problems = all.filter(({ code }) => code !== 'mask_needed' || !codes.includes('input_not_square'))
  const odd = problems.find(({ code }) => code === 'input_not_square')
  const number = Number(odd?.params?.number ?? 1)
  const upload = form.inputs[number - 1]
  const nearest = codes.some((code) => beyondModel.includes(code)) ? nearestServed(form, props.facts) : null

  // Who has just chosen a model for squares is asked how the picture is to become one.
  const isOdd = odd !== undefined && codes.every((code) => !beyondModel.includes(code))
  const before = useRef(form.model)
  const openFit = fit.open
  useEffect(() => {
    if (before.current !== form.model && isOdd) openFit()
    before.current = form.model
  }, [form.model, isOdd, openFit])

  const [first] = form.inputs
  const size = parseSize(form.params.size)
  const better = form.mask && first && size && !canPutBack(size, first) ? sizeLike(form, first, true) : null
  const shaped = better && first && canPutBack(parseSize(better) ?? first, first) ? better : null
  const shape = model.inputs?.square ? { width: 1, height: 1 } : size

  /** The ways on go with what they mend. */
  function then(mend: () => void): void {
    mend()
    refocus(() => box.current?.parentElement?.querySelector('button'))
  }

  return (
    <div ref={box}>
      {problems.length > 0 && (
        <div
          id={MODEL_INPUTS_ID}
          tabIndex={-1}
          className="mt-2 space-y-2 border-l-2 border-cinnabar-text bg-cinnabar-wash px-3 py-2.5 text-sm"
        >
          {problems.map((problem) => (
            <p key={`${problem.field} ${problem.code}`}>
              {problemSentence(tProblems, {
                ...problem,
                params: { ...problem.params, model: modelName(model.id) },
                nearest: undefined,
              })}
            </p>
          ))}
          <div className="flex flex-wrap gap-2">
            {nearest && (
              <button
                type="button"
                className="button button-plain button-small"
                onClick={() => then(() => props.onChoose(nearest.id))}
              >
                {tStudio('switchTo', { model: modelName(nearest.id) })}
              </button>
            )}
            {codes.includes('inputs_too_many') && model.inputs?.imagesMax === 1 && (
              <button
                type="button"
                className="button button-plain button-small"
                onClick={() =>
                  then(() =>
                    onOverwrite((now) => withInputs(now, now.inputs.slice(0, 1)), t('onlyFirstDone')),
                  )
                }
              >
                {t('onlyFirst')}
              </button>
            )}
            {isOdd && (
              <button type="button" className="button button-plain button-small" onClick={fit.open}>
                {t('square')}
              </button>
            )}
          </div>
        </div>
      )}
      {problems.length === 0 && better && first && (
        <div className="mt-2 space-y-2 border-l-2 border-azurite bg-azurite-wash px-3 py-2.5 text-sm">
          <p>{t('shapeDiffers', { size: sizeText(form.params.size) })}</p>
          <div className="flex flex-wrap gap-2">
            {shaped && (
              <button
                type="button"
                className="button button-plain button-small"
                onClick={() => then(() => props.onSize(shaped))}
              >
                {t('useSize', { size: sizeText(shaped) })}
              </button>
            )}
            <button type="button" className="button button-plain button-small" onClick={fit.open}>
              {t('fitFirst')}
            </button>
          </div>
        </div>
      )}
      {fit.Part && upload && shape && (
        <fit.Part
          upload={upload}
          number={number}
          shape={shape}
          edgeMax={model.inputs?.square ? SQUARE_EDGE_MAX : undefined}
          onDone={(fitted) => {
            fit.close()
            const text = number === 1 && form.mask ? 'fittedMaskRemoved' : 'fitted'
            const said = t(text, { number, size: dimensionsText(fitted) })
            then(() => onOverwrite((now) => withReplaced(now, upload.id, fitted), said))
          }}
          onClose={fit.close}
        />
      )}
    </div>
  )
}
