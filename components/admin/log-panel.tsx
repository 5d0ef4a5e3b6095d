'use client'

import Link from 'next/link'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName } from '#components/ui/model-name.ts'
import type { AuditEntryView, AuditPage } from '#lib/audit/actions.ts'
import type { Translate } from '#lib/i18n/translate.ts'
import { ClockTime, useClockText } from './clock-time.tsx'
import { type Column, DataTable, EmptyNote } from './data-table.tsx'
import { codeText } from './live-view.ts'
import { MoreButton } from './more-button.tsx'
import { PanelHead } from './panel-head.tsx'
import { providerName } from './provider-section.tsx'
import { saysAccessEnded, useLivePages } from './use-live.ts'

/** Who did what, newest first. */
export function LogPanel(props: { initial: AuditPage }) {
  const t = useTranslate('admin')
  const query = useLivePages('/api/admin/log', props.initial)
  const entries = query.data.pages.flatMap((page) => page.entries)
  const columns: Column[] = [
    { key: 'when', title: t('when') },
    { key: 'who', title: t('who') },
    { key: 'what', title: t('what') },
    { key: 'subject', title: t('subject') },
    { key: 'details', title: t('details') },
  ]
  return (
    <>
      <PanelHead
        title={t('log')}
        note={t('logNote')}
        error={saysAccessEnded(query.error) ? query.error : null}
      />
      <div className="mt-5">
        {entries.length === 0 ? (
          <EmptyNote title={t('logEmpty')} text={t('logEmptyText')} />
        ) : (
          <>
            <DataTable name={t('logTable')} columns={columns}>
              <tbody>
                {entries.map((entry) => (
                  <LogRow key={entry.id} entry={entry} />
                ))}
              </tbody>
            </DataTable>
            <MoreButton query={query} />
          </>
        )}
      </div>
    </>
  )
}

function LogRow({ entry }: { entry: AuditEntryView }) {
  const t = useTranslate('admin')
  const clockText = useClockText()
  return (
    <tr>
      <th scope="row">
        <ClockTime iso={entry.at} />
      </th>
      <td className="whitespace-nowrap">
        {entry.actor ?? (
          <span className="text-soft">{t(entry.action === 'user.role' ? 'siteOrCommand' : 'site')}</span>
        )}
      </td>
      <td className="whitespace-nowrap">
        {t.maybe(`action.${entry.action.replace('.', '_')}`) ?? entry.action}
      </td>
      <td>
        <Subject entry={entry} />
      </td>
      <td className="numerals w-full min-w-56 text-soft">{detailsText(t, entry, clockText)}</td>
    </tr>
  )
}

function Subject({ entry }: { entry: AuditEntryView }) {
  const t = useTranslate('admin')
  const locale = useLocale()
  const [kind = '', name = ''] = entry.subject.split(/:(.*)/s)
  if (kind === 'ledger') return t('theBook')
  if (kind === 'report') {
    return (
      <Link className="link whitespace-nowrap" prefetch={false} href={`/${locale}/admin/reports`}>
        {t('oneReport')}
      </Link>
    )
  }
  if (kind === 'provider') return providerName(name)
  if (kind === 'model') {
    const [provider = '', model = ''] = name.split(/\/(.*)/s)
    return (
      <span className="whitespace-nowrap">
        {modelName(model)} <span className="text-soft">· {providerName(provider)}</span>
      </span>
    )
  }
  if (kind !== 'user') return entry.subject
  return (
    <Link className="link whitespace-nowrap" prefetch={false} href={`/${locale}/admin/queue?find=${name}`}>
      {entry.subjectEmail ?? name}
    </Link>
  )
}

/** What changed, in words; details that nobody has put into words are left out. */
function detailsText(
  t: Translate<'admin'>,
  entry: AuditEntryView,
  clockText: (iso: string) => string,
): string {
  const { details } = entry
  const text = (value: unknown): string => String(value ?? t('detail.asConfigured'))
  const parts: (string | false)[] = [
    details.placesFrom !== details.placesTo &&
      t('detail.places', { from: text(details.placesFrom), to: text(details.placesTo) }),
    details.rateFrom !== details.rateTo &&
      t('detail.rate', { from: text(details.rateFrom), to: text(details.rateTo) }),
    details.to !== undefined &&
      t('change', { from: role(t, details.from ?? '–'), to: role(t, details.to ?? '–') }),
    typeof details.reason === 'string' && codeText(t, details.reason),
    typeof details.reported === 'string' && (t.maybe(`reportReason.${details.reported}`) ?? details.reported),
    typeof details.until === 'string' && t('detail.until', { time: clockText(details.until) }),
    typeof details.since === 'string' && t('detail.since', { time: clockText(details.since) }),
  ]
  return parts.filter((part) => part !== false).join(' · ')
}

function role(t: Translate<'admin'>, value: string | number | boolean): string {
  return t.maybe(`role.${value}`) ?? String(value)
}
