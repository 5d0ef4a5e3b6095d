'use client'

import Link from 'next/link'
import { useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName } from '#components/ui/model-name.ts'
import type { ReportsPage, ReportView } from '#lib/jobs/report-view.ts'
import { ClockTime } from './clock-time.tsx'
import { type Column, DataTable, EmptyNote } from './data-table.tsx'
import { MoreButton } from './more-button.tsx'
import { PanelHead } from './panel-head.tsx'
import { type Action, actionKey, useAction } from './use-action.ts'
import { saysAccessEnded, useLivePages } from './use-live.ts'

const states = ['open', 'closed'] as const
type State = (typeof states)[number]

/** What users say is wrong, newest first: what is open, or what was dealt with. */
export function ReportsPanel(props: { initial: Record<State, ReportsPage> }) {
  const t = useTranslate('admin')
  const [state, setState] = useState<State>('open')
  const action = useAction()
  const lists = {
    open: useLivePages('/api/admin/reports?state=open', props.initial.open),
    closed: useLivePages('/api/admin/reports?state=closed', props.initial.closed),
  }
  const query = lists[state]
  const reports = query.data.pages.flatMap((page) => page.reports)
  const columns: Column[] = [
    { key: 'when', title: t('when') },
    { key: 'reason', title: t('reason') },
    { key: 'says', title: t('reportSays') },
    { key: 'user', title: t('user') },
    { key: 'about', title: t('reportAbout') },
    state === 'open'
      ? { key: 'actions', title: t('actions'), hidden: true }
      : { key: 'closed', title: t('reportClosedHead') },
  ]
  return (
    <>
      <PanelHead
        title={t('reports')}
        note={t('reportsNote')}
        error={saysAccessEnded(query.error) ? query.error : null}
        action={action}
      >
        <fieldset className="mt-4 flex gap-2">
          <legend className="sr-only">{t('reportsWhich')}</legend>
          {states.map((each) => (
            <button
              key={each}
              type="button"
              className="button button-plain button-small aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper"
              aria-pressed={state === each}
              onClick={() => setState(each)}
            >
              {t(each === 'open' ? 'reportsOpen' : 'reportsClosed')}
            </button>
          ))}
        </fieldset>
      </PanelHead>
      <div className="mt-5">
        {reports.length === 0 ? (
          <EmptyNote title={t(state === 'open' ? 'reportsEmpty' : 'reportsClosedEmpty')} />
        ) : (
          <>
            <DataTable name={t('reportsTable')} columns={columns}>
              <tbody>
                {reports.map((report) => (
                  <ReportRow key={report.id} report={report} action={action} />
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

function ReportRow({ report, action }: { report: ReportView; action: Action }) {
  const t = useTranslate('admin')
  const locale = useLocale()
  const path = `/api/admin/reports/${report.id}/close`
  const { email } = report
  return (
    <tr>
      <th scope="row">
        <ClockTime iso={report.createdAt} />
      </th>
      <td className="whitespace-nowrap">{t.maybe(`reportReason.${report.reason}`) ?? report.reason}</td>
      <td className="w-full min-w-64 max-w-[32rem]">
        {report.text ? (
          <p dir="auto" className="max-h-60 overflow-y-auto whitespace-pre-wrap">
            {report.text}
          </p>
        ) : (
          <span className="text-soft">{t('reportNoText')}</span>
        )}
      </td>
      <td className="whitespace-nowrap">
        <Link className="link" prefetch={false} href={`/${locale}/admin/queue?find=${report.userId}`}>
          {email}
        </Link>
      </td>
      <td>
        <span className="block whitespace-nowrap">{modelName(report.model)}</span>
        {report.imageId && (
          <Link
            className="link whitespace-nowrap font-mono text-xs"
            prefetch={false}
            href={`/${locale}/admin/images/${report.imageId}`}
          >
            {report.imageId}
          </Link>
        )}
        {report.aboutJob && <span className="block text-2xs text-soft">{t('reportAboutJob')}</span>}
      </td>
      <td className="whitespace-nowrap">
        {report.closedAt === null ? (
          <button
            type="button"
            className="button button-plain button-small"
            aria-label={t('reportCloseOf', { email })}
            aria-busy={action.busy === actionKey(path)}
            onClick={() => void action.run(path, undefined, t('reportDone', { email }))}
          >
            {t('reportClose')}
          </button>
        ) : (
          <>
            {report.closedBy}
            <span className="block text-xs text-soft">
              <ClockTime iso={report.closedAt} />
            </span>
          </>
        )}
      </td>
    </tr>
  )
}
