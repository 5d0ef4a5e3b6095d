'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { fileSizeText } from '#components/ui/file-size-text.ts'
import { modelName } from '#components/ui/model-name.ts'
import type { OperatorImageView } from '#lib/jobs/operator/view.ts'
import { AttemptsTable } from './attempts-table.tsx'
import { ClockTime } from './clock-time.tsx'
import { codeText } from './live-view.ts'
import { Mark, type Tone } from './mark.tsx'
import { PanelHead } from './panel-head.tsx'
import { providerName } from './provider-section.tsx'
import { useLive } from './use-live.ts'

const tones: Partial<Record<OperatorImageView['state'], Tone>> = {
  delivered: 'good',
  failed: 'bad',
  cancelled: 'quiet',
}

/** All that is known of one image, but for what was asked. */
export function ImagePanel(props: { initial: { now: string; image: OperatorImageView } }) {
  const t = useTranslate('admin')
  const tCommon = useTranslate('common')
  const locale = useLocale()
  const { data, error } = useLive(`/api/admin/images/${props.initial.image.id}`, props.initial)
  const { image, now } = data
  const id = (value: string) => <span className="font-mono text-xs">{value}</span>
  function inputsFact(): [string, ReactNode] {
    const lines = image.inputs.map(({ role, mediaType, width, height, sizeBytes }, index) => {
      const name = role === 'mask' ? t('inputMask') : t('inputNumber', { number: index + 1 })
      const format = mediaType.replace('image/', '').toUpperCase()
      return (
        <span key={name} className="numerals block">
          {`${name}: ${width} × ${height} · ${format} · ${fileSizeText(sizeBytes)}`}
        </span>
      )
    })
    return [t('inputs'), lines]
  }
  const facts: [string, ReactNode][] = [
    [t('imageId'), id(image.id)],
    [t('jobId'), id(image.jobId)],
    [t('userId'), id(image.userId)],
    [
      t('user'),
      <Link key="user" className="link" prefetch={false} href={`/${locale}/admin/queue?find=${image.userId}`}>
        {image.email}
      </Link>,
    ],
    [t('provider'), providerName(image.provider)],
    [t('model'), modelName(image.model)],
    ...(image.inputs.length > 0 ? [inputsFact()] : []),
    [t('quote'), tCommon('credits', { count: image.quoteCredits })],
    [t('paid'), tCommon('credits', { count: image.costCredits })],
    [t('createdAt'), <ClockTime key="created" iso={image.createdAt} />],
    [t('line'), <ClockTime key="queued" iso={image.queuedAt} />],
    [t('notBefore'), <ClockTime key="before" iso={image.notBefore} />],
    [t('started'), <ClockTime key="started" iso={image.startedAt} />],
    [t('called'), <ClockTime key="called" iso={image.calledAt} />],
    [t('lease'), <ClockTime key="lease" iso={image.leaseUntil} />],
    [t('ended'), <ClockTime key="ended" iso={image.finishedAt} />],
    [
      t('fence'),
      <span key="fence" className="numerals">
        {image.fence}
      </span>,
    ],
  ]
  return (
    <>
      <PanelHead title={t('oneImage')} now={now} error={error} />
      <p className="mt-2 flex flex-wrap gap-x-4">
        <Mark tone={tones[image.state] ?? 'work'}>{t(`imageState.${image.state}`)}</Mark>
        {image.errorCode && <span>{codeText(t, image.errorCode)}</span>}
        {image.troubles.map((trouble) => (
          <span key={trouble} className="text-cinnabar-text">
            {t(`trouble.${trouble}`)}
          </span>
        ))}
        {image.cancelRequested && <span className="text-soft">{t('cancelRequested')}</span>}
      </p>
      <dl className="mt-4 grid grid-cols-2 gap-x-8 border-t border-line text-sm lg:grid-cols-4">
        {facts.map(([name, value]) => (
          <div key={name} className="border-b border-line py-2 max-sm:nth-[-n+4]:col-span-2">
            <dt className="text-2xs text-soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2 className="mt-10 mb-3 font-title text-xl font-semibold">{t('attempts')}</h2>
      <AttemptsTable name={t('attempts')} images={[image]} now={now} alone />
    </>
  )
}
