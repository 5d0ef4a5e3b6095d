'use client'

import { CircleAlert } from 'lucide-react'
import { useId } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { ModelView, OverviewView, ProviderView } from '#lib/jobs/operator/view.ts'
import { ageText, codeText, untilText } from './live-view.ts'
import { Mark } from './mark.tsx'
import { ModelTable } from './model-table.tsx'
import { type Action, actionKey } from './use-action.ts'

interface ProviderSectionProps {
  provider: ProviderView
  now: string
  defaults: OverviewView['defaults']
  action: Action
}

/** A provider: whether it takes us, and its models, those at rest folded away. */
export function ProviderSection(props: ProviderSectionProps) {
  const t = useTranslate('admin')
  const id = useId()
  const { provider, now } = props
  const busy = provider.models.filter((model) => !isAtRest(model))
  const resting = provider.models.filter(isAtRest)
  const paused = provider.models.filter(({ pause }) => pause !== null).length
  return (
    <section aria-labelledby={id} className="mt-10">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id={id} className="font-title text-xl font-semibold">
          {providerName(provider.provider)}
        </h2>
        <p className="flex flex-wrap gap-x-4 text-sm">
          {provider.stop ? (
            <Mark tone="bad">{t('providerStopped')}</Mark>
          ) : provider.isCurrent ? (
            <Mark tone="good">{t('providerOpen')}</Mark>
          ) : (
            <Mark tone="quiet">{t('providerLeft')}</Mark>
          )}
          {paused > 0 && <Mark tone="work">{t('providerPaused', { count: paused })}</Mark>}
        </p>
      </div>
      {provider.stop && <StopNotice {...props} stop={provider.stop} />}
      {provider.listError && !provider.stop && (
        <p className="mb-3 text-xs text-cinnabar-text">{t('listError', { error: provider.listError })}</p>
      )}
      {busy.length > 0 ? (
        <ModelTable
          name={t('modelsTable', { provider: providerName(provider.provider) })}
          {...props}
          models={busy}
        />
      ) : (
        <p className="border-y border-line py-3 text-sm text-soft">{t('noModels')}</p>
      )}
      {resting.length > 0 && (
        <details className="group mt-2">
          <summary className="button button-quiet button-small -ml-2.5 list-none">
            <span aria-hidden="true" className="transition-transform group-open:rotate-90">
              ›
            </span>
            {t('resting', { count: resting.length })}
          </summary>
          <div className="mt-2">
            <ModelTable
              name={t('resting', { count: resting.length })}
              {...props}
              models={resting}
              now={now}
            />
          </div>
        </details>
      )}
    </section>
  )
}

function isAtRest(model: ModelView): boolean {
  const idle = model.waiting + model.queued + model.running + model.blocks === 0
  return idle && model.pause === null && model.placesSet === null && model.rateSet === null
}

export function providerName(provider: string): string {
  return provider === 'openai' ? 'OpenAI' : provider.charAt(0).toUpperCase() + provider.slice(1)
}

function StopNotice(props: ProviderSectionProps & { stop: NonNullable<ProviderView['stop']> }) {
  const t = useTranslate('admin')
  const { provider, now, stop, action } = props
  const waiting = provider.models.reduce((sum, model) => sum + model.waiting + model.queued, 0)
  const body = { provider: provider.provider }
  return (
    <div className="mb-4 flex gap-3 border-l-2 border-cinnabar-text bg-cinnabar-wash px-3 py-3 text-sm">
      <CircleAlert aria-hidden="true" className="mt-1 size-4 shrink-0 text-cinnabar-text" />
      <div className="min-w-0 flex-1 space-y-1">
        <p className="font-medium">
          {t('stopText', { age: ageText(t, stop.since, now), reason: codeText(t, stop.reason) })}{' '}
          <code className="text-xs font-normal text-soft">{stop.reason}</code>
        </p>
        <p>{waiting > 0 ? t('stopWaiting', { count: waiting }) : t('stopNothing')}</p>
        <p>{t.maybe(`advice.${stop.reason}`) ?? t('advice.other')}</p>
        <p className="numerals text-xs text-soft">
          {t('stopProbe', {
            when: stop.probeAt ? untilText(t, stop.probeAt, now) : t('dueNow'),
            probes: stop.probes,
          })}
        </p>
        <button
          type="button"
          className="button button-seal button-small mt-2"
          aria-disabled={action.busy === actionKey('/api/admin/providers/probe', body)}
          onClick={() => void action.run('/api/admin/providers/probe', body, t('probed'))}
        >
          {t('probe')}
        </button>
      </div>
    </div>
  )
}
