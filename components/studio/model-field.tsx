'use client'

import { ChevronsUpDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelKey, modelName } from '#components/ui/model-name.ts'
import { ModelDialog } from './model-dialog.tsx'
import { ModelState } from './model-state.tsx'
import type { StudioFacts } from './studio-facts.ts'
import type { StudioForm, SwitchNote } from './studio-form.ts'

/** The chosen model; a click shows all of them, with what each can do and what it would cost now. */
export function ModelField(props: {
  form: StudioForm
  facts: StudioFacts
  switched: SwitchNote | null
  onChoose: (model: string) => void
}) {
  const t = useTranslate('studio')
  const tModels = useTranslate('models')
  const tChoices = useTranslate('choices')
  const dialog = useRef<HTMLDialogElement>(null)
  // Eleven quotes are computed for the list; only while it is open.
  const [open, setOpen] = useState(false)
  const { form, switched } = props

  return (
    <div>
      <p className="mb-1.5 text-sm font-medium" aria-hidden="true">
        {t('model')}
      </p>
      <button
        type="button"
        aria-haspopup="dialog"
        className="field flex items-center justify-between gap-3 text-left hover:border-ink"
        onClick={() => {
          setOpen(true)
          dialog.current?.showModal()
        }}
      >
        <span className="min-w-0">
          <span className="sr-only">{t('model')} </span>
          <span className="block font-medium">{modelName(form.model)}</span>
          <span className="block text-xs text-soft">{tModels.maybe(`note.${modelKey(form.model)}`)}</span>
        </span>
        <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-soft" />
      </button>
      <ModelState model={form.model} availability={props.facts.availability} onChoose={props.onChoose} />
      <p role="status" className="mt-1.5 text-xs text-azurite empty:hidden">
        {switched &&
          (switched.changed.length > 0
            ? t('switchedChanged', {
                model: modelName(switched.model),
                fields: switched.changed.map((field) => tChoices(`field.${field}`)).join(t('listSeparator')),
              })
            : t('switchedSame', { model: modelName(switched.model) }))}
      </p>
      <ModelDialog
        ref={dialog}
        open={open}
        form={form}
        facts={props.facts}
        onClose={() => setOpen(false)}
        onChoose={(model) => {
          props.onChoose(model)
          dialog.current?.close()
        }}
      />
    </div>
  )
}
