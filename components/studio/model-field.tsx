'use client'

import { ChevronsUpDown } from 'lucide-react'
import { memo } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName } from '#components/ui/model-name.ts'
import { PartGuard } from '#components/ui/part-guard.tsx'
import { ModelState } from './drawn-later.ts'
import type { StudioFacts } from './studio-facts.ts'
import type { SwitchNote } from './studio-form.ts'

/** The chosen model in one line; a click shows all of them, with what each can do and what it would cost now. */
export const ModelField = memo(function ModelField(props: {
  model: string
  facts: StudioFacts
  switched: SwitchNote | null
  onOpen: (dialog: 'models') => void
  onChoose: (model: string) => void
}) {
  const t = useTranslate('studio')
  const tChoices = useTranslate('choices')
  const { switched } = props
  const state = props.facts.availability[props.model]
  return (
    <div>
      <button
        type="button"
        aria-haspopup="dialog"
        className="field flex items-center justify-between gap-3 text-left hover:border-ink"
        onClick={() => props.onOpen('models')}
      >
        <span className="min-w-0">
          <span className="mr-2 text-sm text-soft">{t('model')} </span>
          <span className="font-medium">{modelName(props.model)}</span>
        </span>
        <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-soft" />
      </button>
      {state && (state.state !== 'available' || state.endsOn) && (
        <PartGuard>
          <ModelState model={props.model} availability={props.facts.availability} onChoose={props.onChoose} />
        </PartGuard>
      )}
      <p role="status" className="mt-1.5 text-xs text-azurite empty:hidden">
        {switched &&
          (switched.changed.length > 0
            ? t('switchedChanged', {
                model: modelName(switched.model),
                fields: switched.changed.map((field) => tChoices(`field.${field}`)).join(t('listSeparator')),
              })
            : t('switchedSame', { model: modelName(switched.model) }))}
      </p>
    </div>
  )
})
