'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { QueueView, UserLine } from '#lib/jobs/operator/view.ts'
import { useClockText } from './clock-time.tsx'
import { type Column, DataTable, EmptyNote } from './data-table.tsx'
import { ageText } from './live-view.ts'
import { Mark } from './mark.tsx'
import { PanelHead } from './panel-head.tsx'
import { providerName } from './provider-section.tsx'
import { type Action, actionKey, useAction } from './use-action.ts'
import { useLive } from './use-live.ts'
import { WeightDialog } from './weight-dialog.tsx'

/** Who waits for what, and who is held back. */
export function QueuePanel(props: { initial: QueueView; find: string }) {
  const t = useTranslate('admin')
  const [edited, setEdited] = useState<string | null>(null)
  const path = props.find ? `/api/admin/queue?find=${encodeURIComponent(props.find)}` : '/api/admin/queue'
  const { data, error } = useLive(path, props.initial)
  const action = useAction()
  const user = data.lines.find(({ userId }) => userId === edited)
  const columns: Column[] = [
    { key: 'user', title: t('user') },
    { key: 'provider', title: t('provider') },
    { key: 'waiting', title: t('waiting'), numeric: true },
    { key: 'queued', title: t('queued'), numeric: true },
    { key: 'running', title: t('running'), numeric: true },
    { key: 'oldest', title: t('oldestColumn'), numeric: true },
    { key: 'weight', title: t('weight') },
    { key: 'brake', title: t('brake') },
  ]
  return (
    <>
      <PanelHead title={t('queue')} note={t('queueLead')} now={data.now} error={error} action={action}>
        <FindUser find={props.find} />
      </PanelHead>
      <div className="mt-2">
        {data.lines.length === 0 ? (
          props.find ? (
            <EmptyNote title={t('findEmpty')} text={t('findEmptyText', { find: props.find })} />
          ) : (
            <EmptyNote title={t('queueEmpty')} text={t('queueEmptyText')} />
          )
        ) : (
          <DataTable name={t('queueTable')} columns={columns}>
            <tbody>
              {data.lines.map((line) => (
                <QueueRow
                  key={`${line.userId} ${line.provider}`}
                  line={line}
                  now={data.now}
                  action={action}
                  onEdit={() => setEdited(line.userId)}
                />
              ))}
            </tbody>
          </DataTable>
        )}
        {data.total > data.lines.length && (
          <p className="numerals mt-3 text-xs text-soft">
            {t('shownOf', { total: data.total, shown: data.lines.length })}
          </p>
        )}
      </div>
      {user && (
        <WeightDialog
          user={user}
          onClose={() => setEdited(null)}
          onSaved={(weight) => action.tell(t('weightSaved', { email: user.email, weight }))}
        />
      )}
    </>
  )
}

function FindUser({ find }: { find: string }) {
  const t = useTranslate('admin')
  const locale = useLocale()
  const router = useRouter()
  const id = useId()
  const here = `/${locale}/admin/queue`
  return (
    <search>
      <form
        action={here}
        className="mt-4 space-y-1.5"
        onSubmit={(event) => {
          event.preventDefault()
          const text = String(new FormData(event.currentTarget).get('find')).trim()
          router.push(text ? `${here}?find=${encodeURIComponent(text)}` : here)
        }}
      >
        <label htmlFor={id} className="block text-sm font-medium">
          {t('find')}
        </label>
        <div className="flex max-w-lg gap-2">
          <input
            id={id}
            name="find"
            type="search"
            defaultValue={find}
            maxLength={254}
            className="field min-w-0"
            aria-describedby={`${id}-note`}
          />
          <button type="submit" className="button button-plain shrink-0">
            {t('findButton')}
          </button>
        </div>
        <p id={`${id}-note`} className="text-xs text-soft">
          {t('findHint')}
          {find && (
            <>
              {' · '}
              <Link href={here} className="link">
                {t('findClear')}
              </Link>
            </>
          )}
        </p>
      </form>
    </search>
  )
}

function QueueRow(props: { line: UserLine; now: string; action: Action; onEdit: () => void }) {
  const t = useTranslate('admin')
  const locale = useLocale()
  const clockText = useClockText()
  const { line, now, action } = props
  const { brake } = line
  const number = (value: number) => new Intl.NumberFormat(locale).format(value)
  const lift = `/api/admin/users/${line.userId}/lift-brake`
  return (
    <tr>
      <th scope="row">
        <span className="block truncate max-md:max-w-44" title={line.email}>
          {line.email}
        </span>
        <span className="block font-mono text-2xs text-soft" title={line.userId}>
          {/* The end: the beginning is the time, alike for all who came together. */}
          {`…${line.userId.slice(-12)}`}
        </span>
      </th>
      <td className={line.provider ? '' : 'text-soft'}>
        {line.provider ? providerName(line.provider) : '–'}
      </td>
      {[line.waiting, line.queued, line.running].map((count, position) => (
        <td
          // Three figures that never change places.
          key={['waiting', 'queued', 'running'][position]}
          data-numeric={true}
          className={count === 0 ? 'text-soft' : ''}
        >
          {number(count)}
        </td>
      ))}
      <td data-numeric={true} className={line.oldestAt ? '' : 'text-soft'}>
        {line.oldestAt ? ageText(t, line.oldestAt, now) : '–'}
      </td>
      <td>
        <button
          type="button"
          className="button button-plain button-small numerals"
          aria-label={t('weightChange', { weight: line.weight, email: line.email })}
          onClick={props.onEdit}
        >
          × {line.weight}
        </button>
      </td>
      <td>
        {brake ? (
          <div className="flex items-center gap-3">
            <div>
              <Mark tone="bad">
                <span className="numerals">{t('brakeUntil', { time: clockText(brake.until) })}</span>
              </Mark>
              <span className="block text-2xs text-soft">
                {t('brakeLevel', { level: brake.level, blocks: brake.blocks })}
              </span>
            </div>
            <button
              type="button"
              className="button button-plain button-small"
              aria-label={t('liftOf', { email: line.email })}
              aria-disabled={action.busy === actionKey(lift)}
              onClick={() => void action.run(lift, undefined, t('lifted', { email: line.email }))}
            >
              {t('lift')}
            </button>
          </div>
        ) : (
          <span className="text-soft">–</span>
        )}
      </td>
    </tr>
  )
}
