'use client'

import { TextField } from '#components/accounts/text-field.tsx'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName } from '#components/ui/model-name.ts'
import type { ModelView, OverviewView } from '#lib/jobs/operator/view.ts'
import { EditDialog, numberOf } from './edit-dialog.tsx'

export function LimitsDialog(props: {
  provider: string
  model: ModelView
  defaults: OverviewView['defaults']
  onSaved: () => void
  onClose: () => void
}) {
  const t = useTranslate('admin')
  const locale = useLocale()
  const { model, defaults, provider } = props
  const declared = model.rateDeclared
  return (
    <EditDialog
      title={t('limitsOf', { model: modelName(model.model) })}
      note={t('limitsNote')}
      path="/api/admin/limits"
      body={(form) => ({
        provider,
        model: model.model,
        places: numberOf(form.get('places')),
        ratePerMinute: numberOf(form.get('rate')),
      })}
      onSaved={props.onSaved}
      onClose={props.onClose}
    >
      <TextField
        label={t('limitsPlaces')}
        hint={t('limitsPlacesHint', { value: defaults.places })}
        name="places"
        type="number"
        inputMode="numeric"
        min={1}
        max={500}
        defaultValue={model.placesSet ?? ''}
      />
      <TextField
        label={t('limitsRate')}
        hint={[
          defaults.rate === null ? t('limitsRateHintNone') : t('limitsRateHint', { value: defaults.rate }),
          declared !== null && t('limitsDeclared', { value: Math.round(declared) }),
        ]
          .filter(Boolean)
          .join(locale === 'zh' ? '' : ' ')}
        name="rate"
        type="number"
        inputMode="numeric"
        min={1}
        max={100_000}
        defaultValue={model.rateSet ?? ''}
      />
    </EditDialog>
  )
}
