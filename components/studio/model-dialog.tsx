'use client'

import { X } from 'lucide-react'
import type { Ref } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelKey, modelName } from '#components/ui/model-name.ts'
import type { Model } from '#lib/catalog/model.ts'
import { defaultModelId, models } from '#lib/catalog/models.ts'
import { switchModel } from '#lib/catalog/switch-model.ts'
import { useDayText } from './model-state.tsx'
import { priceOf } from './price-of.ts'
import type { StudioFacts } from './studio-facts.ts'
import { modelOf, type StudioForm } from './studio-form.ts'

interface ModelDialogProps {
  ref: Ref<HTMLDialogElement>
  open: boolean
  form: StudioForm
  facts: StudioFacts
  onChoose: (model: string) => void
  onClose: () => void
}

export function ModelDialog(props: ModelDialogProps) {
  const t = useTranslate('studio')
  const tCommon = useTranslate('common')
  const isAvailable = (model: Model) => props.facts.availability[model.id]?.state === 'available'
  const gone = models.filter((model) => !isAvailable(model))
  return (
    <dialog
      ref={props.ref}
      onClose={props.onClose}
      // A click on the backdrop lands on the dialog element itself.
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.close()}
      aria-labelledby="model-dialog-title"
      className="m-auto max-h-[min(52rem,92dvh)] w-[min(44rem,94vw)] overflow-hidden rounded-sm border border-edge p-0 open:flex open:flex-col"
    >
      <div className="flex items-center justify-between border-b border-line py-2 pr-2 pl-5">
        <h2 id="model-dialog-title" className="font-title text-lg font-semibold">
          {t('chooseModel')}
        </h2>
        <button
          type="button"
          className="button button-quiet"
          aria-label={tCommon('close')}
          onClick={(event) => event.currentTarget.closest('dialog')?.close()}
        >
          <X aria-hidden="true" className="size-5" />
        </button>
      </div>
      {props.open && (
        <div className="overflow-y-auto overscroll-contain">
          <ul className="divide-y divide-line">
            {models.filter(isAvailable).map((model) => (
              <AvailableModel key={model.id} model={model} {...props} />
            ))}
          </ul>
          {gone.length > 0 && (
            <>
              <h3 className="border-y border-line bg-wash px-5 py-2 text-xs text-soft">
                {t('retiredModels')}
              </h3>
              <ul className="divide-y divide-line">
                {gone.map((model) => (
                  <GoneModel key={model.id} model={model} {...props} />
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </dialog>
  )
}

function AvailableModel({ model, form, facts, onChoose }: ModelDialogProps & { model: Model }) {
  const t = useTranslate('studio')
  const tModels = useTranslate('models')
  const tCommon = useTranslate('common')
  const dayText = useDayText()
  const state = facts.availability[model.id]
  const endsOn = state?.state === 'available' ? state.endsOn : undefined
  const { params } = switchModel(modelOf(form), form.params, model)
  const price = priceOf({ ...form, model: model.id, params }, facts.markupBps)
  const chosen = model.id === form.model
  return (
    <li>
      <button
        type="button"
        aria-current={chosen ? 'true' : undefined}
        onClick={() => onChoose(model.id)}
        className="relative block w-full px-5 py-3.5 text-left hover:bg-wash aria-[current=true]:before:absolute aria-[current=true]:before:inset-y-0 aria-[current=true]:before:left-0 aria-[current=true]:before:w-[3px] aria-[current=true]:before:bg-cinnabar focus-visible:-outline-offset-2"
      >
        <span className="flex items-baseline justify-between gap-4">
          <span className="font-medium">
            {modelName(model.id)}
            {model.id === defaultModelId && (
              <span className="ml-2.5 text-xs font-normal text-malachite">{tModels('default')}</span>
            )}
          </span>
          {price !== null && (
            <span className="numerals shrink-0 text-sm">
              {tModels('perPicture', { credits: tCommon('credits', { count: price }) })}
            </span>
          )}
        </span>
        <span className="mt-0.5 block text-sm text-soft">{tModels.maybe(`note.${modelKey(model.id)}`)}</span>
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
    rule
      ? `${t('anySize')} · ${t('upTo', { edge: rule.maxEdge })}`
      : t('fixedSizes', { count: model.sizes?.length ?? 0 }),
    model.backgrounds.includes('transparent') && t('transparent'),
    model.partialImagesMax !== null && t('streams'),
    model.operations.edit && t('edits'),
    t('promptMax', { count: model.promptMaxCharacters }),
  ]
  return <span className="mt-1 block text-xs text-soft">{abilities.filter(Boolean).join(' · ')}</span>
}
