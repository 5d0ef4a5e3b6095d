'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { OverviewView } from '#lib/jobs/operator/view.ts'
import { ageText, usdText } from './live-view.ts'
import { PanelHead } from './panel-head.tsx'
import { ProviderSection } from './provider-section.tsx'
import { useAction } from './use-action.ts'
import { useLive } from './use-live.ts'

/** A night and some hours: by then the nightly check should have come again. */
const CHECK_OLD_MS = 27 * 3_600_000

export function Overview(props: { initial: OverviewView }) {
  const t = useTranslate('admin')
  const { data, error } = useLive('/api/admin/overview', props.initial)
  const action = useAction()
  return (
    <>
      <PanelHead title={t('overview')} now={data.now} error={error} action={action} />
      <Figures view={data} />
      {data.providers.map((provider) => (
        <ProviderSection
          key={provider.provider}
          provider={provider}
          now={data.now}
          defaults={data.defaults}
          action={action}
        />
      ))}
    </>
  )
}

function Figures({ view }: { view: OverviewView }) {
  const t = useTranslate('admin')
  const locale = useLocale()
  const { now, check, ambiguous } = view
  const models = view.providers.flatMap((provider) => provider.models)
  const sum = (count: (model: (typeof models)[number]) => number) =>
    models.reduce((total, model) => total + count(model), 0)
  const oldestAt = models.flatMap((model) => model.oldestAt ?? []).sort()[0]
  const root = `/${locale}/admin`
  const number = (value: number) => new Intl.NumberFormat(locale).format(value)
  const checkIsOld = check !== null && Date.parse(now) - Date.parse(check.finishedAt) > CHECK_OLD_MS
  return (
    <section aria-label={t('figures')} className="mt-2">
      <dl className="grid grid-cols-2 border-t border-line sm:grid-cols-3 lg:grid-cols-6">
        <Figure
          name={t('inLine')}
          href={`${root}/queue`}
          value={number(sum((model) => model.waiting + model.queued))}
          note={oldestAt ? t('oldest', { age: ageText(t, oldestAt, now) }) : t('nobodyWaits')}
        />
        <Figure
          name={t('painting')}
          value={number(sum((model) => model.running))}
          note={view.workers === 0 ? t('noWorker') : t('workers', { count: view.workers })}
          alarm={view.workers === 0}
        />
        <Figure
          name={t('troubled')}
          href={`${root}/images`}
          value={number(view.troubled)}
          note={view.troubled === 0 ? t('allWell') : t('troubledNote')}
          alarm={view.troubled > 0}
        />
        <Figure
          name={t('braked')}
          href={`${root}/queue`}
          value={number(view.braked)}
          note={t('brakedNote')}
        />
        <Figure
          name={t('possibleCost')}
          href={`${root}/money`}
          value={usdText(ambiguous.nanoUsd)}
          note={ambiguous.count === 0 ? t('noAmbiguous') : t('possibleCostNote', { count: ambiguous.count })}
        />
        <Figure
          name={t('book')}
          href={`${root}/money`}
          value={
            check === null
              ? '–'
              : check.findings === 0
                ? t('sound')
                : t('findings', { count: check.findings })
          }
          note={
            check === null ? t('neverChecked') : t('checkedAgo', { age: ageText(t, check.finishedAt, now) })
          }
          alarm={check !== null && (check.findings > 0 || checkIsOld)}
        />
      </dl>
    </section>
  )
}

function Figure(props: { name: string; value: ReactNode; note: string; href?: string; alarm?: boolean }) {
  const value = <span className="numerals font-title text-xl font-semibold">{props.value}</span>
  return (
    <div className="border-b border-line py-3 pr-3">
      <dt className="text-xs text-soft">{props.name}</dt>
      <dd>
        {props.href ? (
          <Link href={props.href} prefetch={false} className="hover:underline">
            {value}
          </Link>
        ) : (
          value
        )}
        <p className={`numerals text-2xs ${props.alarm ? 'text-cinnabar-text' : 'text-soft'}`}>
          {props.note}
        </p>
      </dd>
    </div>
  )
}
