'use client'

import Link from 'next/link'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName } from '#components/ui/model-name.ts'
import type { AttemptView, OperatorImageView } from '#lib/jobs/operator/view.ts'
import { ClockTime } from './clock-time.tsx'
import { type Column, DataTable } from './data-table.tsx'
import { ageText, codeText, untilText, usdText } from './live-view.ts'
import { Mark, type Tone } from './mark.tsx'
import { providerName } from './provider-section.tsx'

const outcomeTones: Record<AttemptView['outcome'], Tone> = {
  running: 'work',
  delivered: 'good',
  failed: 'bad',
  ambiguous: 'bad',
  abandoned: 'quiet',
}

/** Images with every attempt at them, in columns that line up over all of them. `alone`: one image, whose page says the rest. */
export function AttemptsTable(props: {
  name: string
  images: OperatorImageView[]
  now: string
  alone?: boolean
}) {
  const t = useTranslate('admin')
  const columns: Column[] = [
    { key: 'fence', title: t('attempt') },
    { key: 'outcome', title: t('outcome') },
    { key: 'reason', title: t('reason') },
    { key: 'started', title: t('started') },
    { key: 'called', title: t('called') },
    { key: 'ended', title: t('ended') },
    { key: 'cost', title: t('cost'), numeric: true },
    { key: 'worker', title: t('worker') },
    { key: 'request', title: t('requestId') },
  ]
  return (
    <DataTable name={props.name} columns={columns}>
      {props.images.map((image) => (
        <tbody key={image.id}>
          {!props.alone && (
            <tr className="group-head">
              <th scope="rowgroup" colSpan={columns.length}>
                <ImageLine image={image} now={props.now} />
              </th>
            </tr>
          )}
          {image.attempts.length === 0 && (
            <tr>
              <td colSpan={columns.length} className="text-soft">
                {t('noAttempts')}
              </td>
            </tr>
          )}
          {image.attempts.map((attempt) => (
            <AttemptRow key={attempt.fence} attempt={attempt} />
          ))}
        </tbody>
      ))}
    </DataTable>
  )
}

function ImageLine({ image, now }: { image: OperatorImageView; now: string }) {
  const t = useTranslate('admin')
  const locale = useLocale()
  const failed = image.state === 'failed'
  const facts = [
    image.finishedAt
      ? t('failedAgo', { age: ageText(t, image.finishedAt, now) })
      : t('made', { age: ageText(t, image.createdAt, now) }),
    image.notBefore && Date.parse(image.notBefore) > Date.parse(now)
      ? t('tryAgainAt', { when: untilText(t, image.notBefore, now) })
      : null,
    image.cancelRequested ? t('cancelRequested') : null,
    providerName(image.provider),
    modelName(image.model),
    image.email,
  ].filter((fact) => fact !== null)
  return (
    <div className="sticky left-0 flex w-fit max-w-[calc(100vw-2rem)] flex-wrap items-baseline gap-x-4 gap-y-0.5">
      <Mark tone={failed ? 'bad' : 'work'}>
        {failed && image.errorCode ? codeText(t, image.errorCode) : t(`imageState.${image.state}`)}
      </Mark>
      {image.troubles.length > 0 && (
        <span className="text-cinnabar-text">
          {image.troubles.map((trouble) => t(`trouble.${trouble}`)).join(' · ')}
        </span>
      )}
      <Link href={`/${locale}/admin/images/${image.id}`} prefetch={false} className="link font-mono text-xs">
        {image.id}
      </Link>
      <span className="numerals text-xs font-normal text-soft">{facts.join(' · ')}</span>
    </div>
  )
}

function AttemptRow({ attempt }: { attempt: AttemptView }) {
  const t = useTranslate('admin')
  const { errorCode } = attempt
  const words = errorCode === null ? null : t.maybe(`code.${errorCode}`)
  return (
    <tr>
      <td className="numerals">{attempt.fence}</td>
      <td>
        <Mark tone={outcomeTones[attempt.outcome]}>{t(`outcomes.${attempt.outcome}`)}</Mark>
      </td>
      <td>
        {errorCode === null ? (
          <span className="text-soft">–</span>
        ) : (
          <>
            <span className="block min-w-32 max-w-[18rem]">{words ?? errorCode}</span>
            {words && <code className="block text-2xs text-soft">{errorCode}</code>}
          </>
        )}
      </td>
      <td>
        <ClockTime iso={attempt.startedAt} />
      </td>
      <td>
        <ClockTime iso={attempt.calledAt} />
      </td>
      <td>
        <ClockTime iso={attempt.finishedAt} />
      </td>
      <td data-numeric={true} className={attempt.costNanoUsd === null ? 'text-soft' : ''}>
        {attempt.costNanoUsd === null ? '–' : usdText(attempt.costNanoUsd)}
      </td>
      <td className="whitespace-nowrap font-mono text-xs">{attempt.workerId}</td>
      <td className="whitespace-nowrap font-mono text-xs">
        {attempt.requestId ?? <span className="text-soft">–</span>}
      </td>
    </tr>
  )
}
