'use client'

import Link from 'next/link'
import { Fragment, type ReactNode, useId } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useMoney } from '#components/i18n/money-provider.tsx'
import { fileSizeText } from '#components/ui/file-size-text.ts'
import { LocalTime } from '#components/ui/local-time.tsx'
import { modelName, sizeText } from '#components/ui/model-name.ts'
import { canPutBack } from '#lib/catalog/can-put-back.ts'
import type { PicturePageView } from '#lib/jobs/picture-page-view.ts'
import { durationText } from './picture-words.ts'

/** The exact record: what was asked for and what came, how long it took, what it cost. */
export function PictureFacts({ page }: { page: PicturePageView }) {
  const t = useTranslate('picture')
  const tChoices = useTranslate('choices')
  const tCommon = useTranslate('common')
  const locale = useLocale()
  const money = useMoney()
  const id = useId()
  const { image, job, attempts } = page
  const { params } = job

  function asAsked(is: string, asked: string | undefined): string {
    return asked === undefined || asked === is ? is : `${is} (${t('asked', { value: asked })})`
  }

  const [first] = attempts
  const last = attempts.at(-1)
  const size = image.width && image.height ? `${image.width}x${image.height}` : params.size
  const format = image.mediaType?.replace('image/', '')
  const file = [
    format && asAsked(tChoices.maybe(`format.${format}`) ?? format, askedFormat()),
    image.sizeBytes !== null && fileSizeText(image.sizeBytes),
  ].filter(Boolean)
  function askedFormat(): string | undefined {
    return params.outputFormat && tChoices(`format.${params.outputFormat}`)
  }

  function unpaintedWord() {
    if (image.isComposed) return 'unpaintedKept'
    const [first] = job.inputs
    const { width, height } = image
    if (!job.keepUnpainted || !first || !width || !height) return 'unpaintedAsIs'
    return canPutBack({ width, height }, first) ? 'unpaintedFailed' : 'unpaintedApart'
  }

  const facts: [string, ReactNode][] = [
    [t('kind'), t(`kinds.${job.operation}`)],
    [t('model'), modelName(job.model)],
    [t('size'), asAsked(sizeText(size), sizeText(params.size))],
    [t('quality'), tChoices(`quality.${params.quality}`)],
  ]
  for (const name of ['style', 'background', 'complexity', 'moderation'] as const) {
    const value = params[name]
    if (value) facts.push([tChoices(`title.${name}`), tChoices.maybe(`${name}.${value}`) ?? value])
  }
  if (params.outputCompression !== undefined) {
    facts.push([tChoices('title.outputCompression'), String(params.outputCompression)])
  }
  if (page.inputFidelity) facts.push([t('fidelity'), t(`fidelities.${page.inputFidelity}`)])
  if (job.mask) facts.push([t('unpainted'), t(unpaintedWord())])
  if (!image.gone && file.length > 0) facts.push([t('file'), file.join(' · ')])
  facts.push([t('ordered'), <LocalTime key="ordered" iso={image.createdAt} format="long" />])
  if (image.finishedAt) facts.push([t('made'), <LocalTime key="made" iso={image.finishedAt} format="long" />])
  const inLine = durationText(t, image.createdAt, first?.startedAt)
  if (inLine) facts.push([t('inLine'), inLine])
  const painting = durationText(t, last?.calledAt, last?.finishedAt)
  if (painting) facts.push([t('painting'), painting])
  facts.push([
    t('cost'),
    <Fragment key="cost">
      {t('costMoney', {
        credits: tCommon('credits', { count: image.costCredits }),
        money: money(image.costCredits),
      })}
      {job.inputs.length > 0 && (
        <span className="block text-xs text-soft">
          {t(job.mask ? 'costInputsMask' : 'costInputs', { count: job.inputs.length })}
        </span>
      )}
    </Fragment>,
  ])
  if (job.n > 1) {
    facts.push([
      t('partOf'),
      <Link key="job" className="link" prefetch={false} href={`/${locale}/jobs/${job.id}`}>
        {t('partOfCount', { number: image.index + 1, count: job.n })}
      </Link>,
    ])
  }
  facts.push([
    t('id'),
    <span key="id" className="font-mono text-2xs">
      {image.id}
    </span>,
  ])

  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-sm font-semibold">
        {t('facts')}
      </h2>
      <dl className="mt-2 divide-y divide-line border-y border-line text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-6 py-2">
            <dt className="shrink-0 text-soft">{name}</dt>
            <dd className="numerals text-right">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
