'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName } from '#components/ui/model-name.ts'
import type { Affordable } from './nearest-affordable.ts'
import type { StudioForm } from './studio-form.ts'

/** What is offered instead of what the credits are not enough for, in the words of the form. */
export function AffordableOffer(props: { affordable: Affordable; onAfford: (form: StudioForm) => void }) {
  const t = useTranslate('studio')
  const tChoices = useTranslate('choices')
  const tCommon = useTranslate('common')
  const { change, form, total } = props.affordable
  return (
    <button
      type="button"
      className="button button-plain button-small col-span-2 mt-2"
      onClick={() => props.onAfford(form)}
    >
      {t(`afford.${change}`, {
        count: form.n,
        quality: tChoices(`quality.${form.params.quality}`),
        model: modelName(form.model),
        cost: tCommon('credits', { count: total }),
      })}
    </button>
  )
}
