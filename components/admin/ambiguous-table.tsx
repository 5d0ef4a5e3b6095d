'use client'

import Link from 'next/link'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName } from '#components/ui/model-name.ts'
import type { AmbiguousCall, AmbiguousPage } from '#lib/jobs/operator/view.ts'
import { ClockTime } from './clock-time.tsx'
import { type Column, DataTable, EmptyNote } from './data-table.tsx'
import { codeText, usdText } from './live-view.ts'
import { MoreButton } from './more-button.tsx'
import { useLivePages } from './use-live.ts'

/** Every call that was sent and not answered, newest first. */
export function AmbiguousTable(props: { initial: AmbiguousPage }) {
  const t = useTranslate('admin')
  const query = useLivePages('/api/admin/costs/calls', props.initial)
  const calls = query.data.pages.flatMap((page) => page.calls)
  if (calls.length === 0) return <EmptyNote title={t('costsEmpty')} />
  const columns: Column[] = [
    { key: 'when', title: t('when') },
    { key: 'price', title: t('listPrice'), numeric: true },
    { key: 'image', title: t('imageId') },
    { key: 'model', title: t('model') },
    { key: 'reason', title: t('reason') },
    { key: 'became', title: t('became') },
    { key: 'user', title: t('user') },
    { key: 'worker', title: t('worker') },
    { key: 'request', title: t('requestId') },
  ]
  return (
    <>
      <DataTable name={t('costsTable')} columns={columns}>
        <tbody>
          {calls.map((call) => (
            <CallRow key={`${call.imageId} ${call.fence}`} call={call} />
          ))}
        </tbody>
      </DataTable>
      <MoreButton query={query} />
    </>
  )
}

function CallRow({ call }: { call: AmbiguousCall }) {
  const t = useTranslate('admin')
  const locale = useLocale()
  return (
    <tr>
      <th scope="row">
        <ClockTime iso={call.finishedAt} />
      </th>
      <td data-numeric={true}>{usdText(call.nanoUsd)}</td>
      <td className="whitespace-nowrap">
        <Link
          href={`/${locale}/admin/images/${call.imageId}`}
          prefetch={false}
          className="link font-mono text-xs"
          title={call.imageId}
          aria-label={t('toImage', { id: call.imageId })}
        >
          …{call.imageId.slice(-12)}
        </Link>
      </td>
      <td className="whitespace-nowrap">{modelName(call.model)}</td>
      <td>{call.errorCode ? codeText(t, call.errorCode) : '–'}</td>
      <td className="whitespace-nowrap">{t(`imageState.${call.imageState}`)}</td>
      <td className="whitespace-nowrap">{call.email}</td>
      <td className="whitespace-nowrap font-mono text-xs">{call.workerId}</td>
      <td className="whitespace-nowrap font-mono text-xs">{call.requestId ?? '–'}</td>
    </tr>
  )
}
