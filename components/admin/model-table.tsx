'use client'

import { useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName } from '#components/ui/model-name.ts'
import type { ModelView, OverviewView, ProviderView } from '#lib/jobs/operator/view.ts'
import { useClockText } from './clock-time.tsx'
import { type Column, DataTable } from './data-table.tsx'
import { LimitsDialog } from './limits-dialog.tsx'
import { ageText, codeText } from './live-view.ts'
import { Mark } from './mark.tsx'
import { type Action, actionKey } from './use-action.ts'

interface ModelTableProps {
  name: string
  provider: ProviderView
  models: ModelView[]
  now: string
  defaults: OverviewView['defaults']
  action: Action
}

/** The models of a provider: their lines, what is allowed now and why, and the two things that can be done about it. */
export function ModelTable(props: ModelTableProps) {
  const t = useTranslate('admin')
  const [edited, setEdited] = useState<string | null>(null)
  const { action, provider } = props
  const model = props.models.find((one) => one.model === edited)
  const columns: Column[] = [
    { key: 'model', title: t('model') },
    { key: 'waiting', title: t('inLine'), numeric: true },
    { key: 'running', title: t('running'), numeric: true },
    { key: 'oldest', title: t('oldestColumn'), numeric: true },
    { key: 'places', title: t('places'), numeric: true },
    { key: 'rate', title: t('rate'), numeric: true },
    { key: 'blocks', title: t('blocks'), numeric: true },
    { key: 'state', title: t('state') },
    { key: 'actions', title: t('actions'), hidden: true },
  ]
  return (
    <>
      <DataTable name={props.name} columns={columns}>
        <tbody>
          {props.models.map((one) => (
            <ModelRow key={one.model} {...props} model={one} onEdit={() => setEdited(one.model)} />
          ))}
        </tbody>
      </DataTable>
      {model && (
        <LimitsDialog
          provider={provider.provider}
          model={model}
          defaults={props.defaults}
          onClose={() => setEdited(null)}
          onSaved={() => action.tell(t('limitsSaved', { model: modelName(model.model) }))}
        />
      )}
    </>
  )
}

function ModelRow(props: Omit<ModelTableProps, 'models'> & { model: ModelView; onEdit: () => void }) {
  const t = useTranslate('admin')
  const { model, provider, now, action } = props
  const name = modelName(model.model)
  const body = { provider: provider.provider, model: model.model }
  return (
    <tr>
      <th scope="row">{name}</th>
      <Count value={model.waiting + model.queued} />
      <Count value={model.running} />
      <td data-numeric={true} className={model.oldestAt ? '' : 'text-soft'}>
        {model.oldestAt ? ageText(t, model.oldestAt, now) : '–'}
      </td>
      <PlacesCell model={model} most={model.placesSet ?? props.defaults.places} />
      <RateCell model={model} />
      <Count value={model.blocks} />
      <td>{model.pause ? <Paused pause={model.pause} /> : <span className="text-soft">{t('open')}</span>}</td>
      <td className="whitespace-nowrap text-right">
        {model.pause && (
          <button
            type="button"
            className="button button-plain button-small mr-1"
            aria-label={t('clearPauseOf', { model: name })}
            aria-disabled={action.busy === actionKey('/api/admin/pauses/clear', body)}
            onClick={() => void action.run('/api/admin/pauses/clear', body, t('cleared', { model: name }))}
          >
            {t('clearPause')}
          </button>
        )}
        <button
          type="button"
          className="button button-quiet button-small"
          aria-label={t('limitsOf', { model: name })}
          onClick={props.onEdit}
        >
          {t('limits')}
        </button>
      </td>
    </tr>
  )
}

function Count({ value }: { value: number }) {
  const locale = useLocale()
  return (
    <td data-numeric={true} className={value === 0 ? 'text-soft' : ''}>
      {new Intl.NumberFormat(locale).format(value)}
    </td>
  )
}

function Paused({ pause }: { pause: NonNullable<ModelView['pause']> }) {
  const t = useTranslate('admin')
  const clockText = useClockText()
  return (
    <>
      <Mark tone="work">
        <span className="numerals">{t('pausedUntil', { time: clockText(pause.until) })}</span>
      </Mark>
      {pause.reason && <span className="block text-2xs text-soft">{codeText(t, pause.reason)}</span>}
    </>
  )
}

/** What is allowed now, and below it where that comes from. */
function PlacesCell({ model, most }: { model: ModelView; most: number }) {
  const t = useTranslate('admin')
  return (
    <td data-numeric={true}>
      {model.places < most ? t('ofMost', { now: model.places, most }) : model.places}
      {model.placesSet !== null && (
        <span className="block text-2xs text-soft">{t('setBy', { value: model.placesSet })}</span>
      )}
    </td>
  )
}

function RateCell({ model }: { model: ModelView }) {
  const t = useTranslate('admin')
  const { rate, rateSet, rateDeclared } = model
  const sources = [
    rateSet !== null && t('setBy', { value: rateSet }),
    rateDeclared !== null && t('declared', { value: Math.round(rateDeclared) }),
  ].filter((source) => source !== false)
  return (
    <td data-numeric={true} className={rate === null ? 'text-soft' : ''}>
      {rate === null ? t('unlimited') : Math.round(rate * 10) / 10}
      {sources.length > 0 && <span className="block text-2xs text-soft">{sources.join(' · ')}</span>}
    </td>
  )
}
