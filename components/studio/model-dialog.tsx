'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { modelKey, modelName } from '#components/ui/model-name.ts'
import type { Model } from '#lib/catalog/model.ts'
import { defaultModelId, models } from '#lib/catalog/models.ts'
import { switchModel } from '#lib/catalog/switch-model.ts'
import { whyUnable } from './able-models.ts'
import { useDayText } from './model-state.tsx'
import { priceOf } from './price-of.ts'
import { type StudioFacts, typicalSecondsOf } from './studio-facts.ts'
import { modelOf, type StudioForm } from './studio-form.ts'
import { useDurationText } from './wait-words.tsx'

interface ModelDialogProps {
  form: StudioForm
  facts: StudioFacts
  onChoose: (model: string) => void
  onClose: () => void
}

/** Every model: what it can do, what it would cost now, and about how long it takes. */
export function ModelDialog(props: ModelDialogProps) {
  const t = useTranslate('studio')
  const isAvailable = (model: Model) => props.facts.availability[model.id]?.state === 'available'
  const gone = models.filter((model) => !isAvailable(model))
  return (
    <Dialog title={t('chooseModel')} onClose={props.onClose} widthRem={44}>
      <ul className="divide-y divide-line">
        {models.filter(isAvailable).map((model) => (
          <AvailableModel key={model.id} model={model} {...props} />
        ))}
      </ul>
      {gone.length > 0 && (
        <>
          <h3 className="border-y border-line bg-wash px-5 py-2 text-xs text-soft">{t('retiredModels')}</h3>
          <ul className="divide-y divide-line">
            {gone.map((model) => (
              <GoneModel key={model.id} model={model} {...props} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

function AvailableModel({ model, form, facts, onChoose }: ModelDialogProps & { model: Model }) {
  const t = useTranslate('studio')
  const tModels = useTranslate('models')
  const tCommon = useTranslate('common')
  const tInputs = useTranslate('studioInputs')
  const why = whyUnable(model, form)
  const dayText = useDayText()
  const state = facts.availability[model.id]
  const endsOn = state?.state === 'available' ? state.endsOn : undefined
  const { params } = switchModel(modelOf(form), form.params, model)
  const price = priceOf({ ...form, model: model.id, params }, facts.markupBps)
  const seconds = typicalSecondsOf(facts, { model: model.id, params })
  const durationText = useDurationText()
  const chosen = model.id === form.model
  return (
    <li>
      <button
        type="button"
        aria-current={chosen ? 'true' : undefined}
        onClick={() => onChoose(model.id)}
        className="relative block w-full px-5 py-3.5 text-left hover:bg-wash aria-[current=true]:before:absolute aria-[current=true]:before:inset-y-0 aria-[current=true]:before:left-0 aria-[current=true]:before:w-[3px] aria-[current=true]:before:bg-cinnabar focus-visible:-outline-offset-2"
      >
        <span className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className={why ? 'text-soft' : 'font-medium'}>
            {modelName(model.id)}
            {model.id === defaultModelId && !why && (
              <span className="ml-2.5 whitespace-nowrap text-xs font-normal text-malachite">
                {tModels('default')}
              </span>
            )}
          </span>
          {price !== null && (
            <span className="numerals shrink-0 text-sm">
              {tModels('perPicture', { credits: tCommon('credits', { count: price }) })}
              {seconds !== null && (
                <span className="text-soft"> · {t('about', { time: durationText(seconds) })}</span>
              )}
            </span>
          )}
        </span>
        <span className="mt-0.5 block text-sm text-soft">{tModels.maybe(`note.${modelKey(model.id)}`)}</span>
        {why && (
          <span className="mt-0.5 block text-sm text-cinnabar-text">
            {tInputs(`unable.${why}`, { max: model.inputs?.imagesMax ?? 0 })}
          </span>
        )}
        <Abilities model={model} />
        {endsOn && (
          <span className="mt-1 block text-xs text-cinnabar-text">
            {t('endsOn', { date: dayText(endsOn) })}
          </span>
        )}
      </button>
    </li>
  )
}

function GoneModel({ model, facts, onChoose }: ModelDialogProps & { model: Model }) {
  const t = useTranslate('studio')
  const dayText = useDayText()
  const state = facts.availability[model.id]
  if (!state || state.state === 'available') return null
  const successor = state.successors[0]
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-3">
      <div>
        <p className="text-soft">{modelName(model.id)}</p>
        <p className="text-xs text-soft">
          {state.state === 'retired' ? t('retiredOn', { date: dayText(state.since) }) : t('notServed')}
        </p>
      </div>
      {successor && (
        <button
          type="button"
          className="button button-plain button-small"
          onClick={() => onChoose(successor)}
        >
          {t('switchTo', { model: modelName(successor) })}
        </button>
      )}
    </li>
  )
}

function Abilities({ model }: { model: Model }) {
  const t = useTranslate('models')
  const rule = model.sizeRule
  const abilities = [
    rule ? t('anySize') : t('fixedSizes', { count: model.sizes?.length ?? 0 }),
    rule && t('upTo', { edge: rule.maxEdge }),
    model.backgrounds.includes('transparent') && t('transparent'),
    model.partialImagesMax !== null && t('streams'),
    model.operations.edit && t('edits'),
    t('promptMax', { count: model.promptMaxCharacters }),
  ]
  return (
    <span className="by-clause mt-1 block text-xs text-soft">
      {/* A line may end with a dot, and begins with none. */}
      {abilities.filter(Boolean).join('\u00a0· ')}
    </span>
  )
}
