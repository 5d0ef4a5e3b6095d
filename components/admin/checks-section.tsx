'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { LedgerChecksView, LedgerCheckView } from '#lib/jobs/operator/view.ts'
import { ClockTime } from './clock-time.tsx'
import { type Column, DataTable, EmptyNote } from './data-table.tsx'
import { Mark } from './mark.tsx'
import { type Action, actionKey } from './use-action.ts'
import { useLive } from './use-live.ts'

const PATH = '/api/admin/ledger-checks'

/** The last checks of the book, what they found, and the button for another. */
export function ChecksSection(props: { initial: LedgerChecksView; action: Action }) {
  const t = useTranslate('admin')
  const { data } = useLive(PATH, props.initial)
  const { action } = props
  const isBusy = data.running || action.busy === actionKey(PATH)
  const columns: Column[] = [
    { key: 'when', title: t('when') },
    { key: 'took', title: t('took'), numeric: true },
    { key: 'result', title: t('result') },
    { key: 'finding', title: t('finding') },
  ]
  return (
    <section aria-labelledby="checks" className="mt-6">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h2 id="checks" className="font-title text-xl font-semibold">
            {t('checks')}
          </h2>
          <p className="mt-1 max-w-[48rem] text-sm text-soft">{t('checksNote')}</p>
        </div>
        <button
          type="button"
          className="button button-seal"
          aria-disabled={isBusy}
          onClick={() => !isBusy && void action.run(PATH, undefined, t('checkAsked'))}
        >
          {data.running ? t('checkRunning') : t('checkNow')}
        </button>
      </div>
      {data.checks.length === 0 ? (
        <EmptyNote title={t('checksEmpty')} text={t('checksEmptyText')} />
      ) : (
        <DataTable name={t('checksTable')} columns={columns}>
          <tbody>
            {data.checks.map((check) => (
              <CheckRow key={check.id} check={check} />
            ))}
          </tbody>
        </DataTable>
      )}
    </section>
  )
}

function CheckRow({ check }: { check: LedgerCheckView }) {
  const t = useTranslate('admin')
  const seconds = (Date.parse(check.finishedAt) - Date.parse(check.startedAt)) / 1000
  return (
    <tr>
      <th scope="row">
        <ClockTime iso={check.finishedAt} />
      </th>
      <td data-numeric={true}>{t('tookSeconds', { seconds: Math.round(seconds * 10) / 10 })}</td>
      <td>
        {check.findings === 0 ? (
          <Mark tone="good">{t('sound')}</Mark>
        ) : (
          <Mark tone="bad">{t('findings', { count: check.findings })}</Mark>
        )}
      </td>
      <td className="w-full min-w-72">
        {check.findings === 0 ? (
          <span className="text-soft">{t('none')}</span>
        ) : (
          <ul className="space-y-0.5 text-xs">
            {check.details.map(({ rule, subject, detail }) => (
              <li key={`${rule} ${subject} ${detail}`}>
                <code className="text-cinnabar-text">{rule}</code> {subject}: {detail}
              </li>
            ))}
            {check.findings > check.details.length && (
              <li className="text-soft">
                {t('shownOf', { total: check.findings, shown: check.details.length })}
              </li>
            )}
          </ul>
        )}
      </td>
    </tr>
  )
}
