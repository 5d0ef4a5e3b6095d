import { ArrowLeft, Download, RotateCcw } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { LocalTime } from '#components/ui/local-time.tsx'
import { modelName, sizeText } from '#components/ui/model-name.ts'
import { StoredPicture } from '#components/ui/stored-picture.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import type { ImageView, JobView } from '#lib/jobs/view.ts'

function megabytes(sizeBytes: number): string {
  return sizeBytes >= 1e6 ? `${(sizeBytes / 1e6).toFixed(1)} MB` : `${Math.ceil(sizeBytes / 1e3)} kB`
}

/** One picture, large, with the exact record of how it was made. Needs no script. */
export function PictureSheet(props: { locale: Locale; image: ImageView; job: JobView }) {
  const { locale, image, job } = props
  const t = translator(locale, 'pictures')
  const tChoices = translator(locale, 'choices')
  const tCommon = translator(locale, 'common')
  const { params } = job
  const width = image.width ?? 1
  const height = image.height ?? 1
  const actual = image.width && image.height ? `${image.width}x${image.height}` : params.size
  const seconds =
    image.startedAt && image.finishedAt
      ? Math.round((Date.parse(image.finishedAt) - Date.parse(image.startedAt)) / 100) / 10
      : null
  const file = `/api/images/${image.id}/file`
  const facts: [string, ReactNode][] = [
    [t('model'), modelName(job.model)],
    [
      t('size'),
      actual === params.size
        ? sizeText(actual)
        : `${sizeText(actual)} (${t('asked', { size: sizeText(params.size) })})`,
    ],
    [t('quality'), tChoices(`quality.${params.quality}`)],
  ]
  if (params.style) facts.push([tChoices('title.style'), tChoices(`style.${params.style}`)])
  if (params.background)
    facts.push([tChoices('title.background'), tChoices(`background.${params.background}`)])
  if (params.complexity)
    facts.push([tChoices('title.complexity'), tChoices(`complexity.${params.complexity}`)])
  if (params.moderation)
    facts.push([tChoices('title.moderation'), tChoices(`moderation.${params.moderation}`)])
  if (params.outputCompression !== undefined) {
    facts.push([tChoices('title.outputCompression'), String(params.outputCompression)])
  }
  if (image.mediaType && image.sizeBytes !== null) {
    const type = image.mediaType.replace('image/', '').toUpperCase()
    facts.push([t('file'), `${type} · ${megabytes(image.sizeBytes)}`])
  }
  if (image.finishedAt) facts.push([t('made'), <LocalTime key="made" iso={image.finishedAt} format="long" />])
  if (seconds !== null) facts.push([t('duration'), t('seconds', { seconds })])
  facts.push([t('cost'), tCommon('credits', { count: image.costCredits })])

  return (
    <div className="mx-auto grid max-w-[112rem] gap-x-10 gap-y-6 px-4 py-6 sm:px-6 lg:grid-cols-[minmax(0,1fr)_24rem] lg:px-10">
      <div className="lg:col-span-2">
        <Link href={`/${locale}/pictures`} className="button button-quiet -ml-2">
          <ArrowLeft aria-hidden="true" className="size-4" />
          {t('back')}
        </Link>
      </div>
      <figure className="grid place-items-center bg-wash p-4 sm:p-8 lg:min-h-[calc(100dvh-12rem)]">
        <a
          href={`${file}?variant=original`}
          target="_blank"
          rel="noreferrer"
          className="block bg-cover"
          aria-label={t('openOriginal')}
          style={{
            aspectRatio: `${width} / ${height}`,
            width: `min(100%, ${width}px, calc((100dvh - 14rem) * ${width / height}))`,
            backgroundImage: image.placeholder ? `url("${image.placeholder}")` : undefined,
          }}
        >
          <StoredPicture
            src={`${file}?variant=original`}
            alt={t('altPrompt', { prompt: job.prompt.slice(0, 120) })}
            width={width}
            height={height}
            eager
            className="size-full"
          />
        </a>
      </figure>
      <div className="space-y-7">
        <div>
          <h1 className="text-xs text-soft">{t('prompt')}</h1>
          <p className="mt-1 text-lg whitespace-pre-wrap">{job.prompt}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <a href={`${file}?variant=original&download=1`} download className="button button-seal">
            <Download aria-hidden="true" className="size-4" />
            {t('download')}
          </a>
          <Link href={`/${locale}/studio?from=${job.id}`} prefetch={false} className="button button-plain">
            <RotateCcw aria-hidden="true" className="size-4" />
            {t('reuse')}
          </Link>
        </div>
        <section>
          <h2 className="text-sm font-semibold">{t('parameters')}</h2>
          <dl className="mt-2 divide-y divide-line border-y border-line text-sm">
            {facts.map(([name, value]) => (
              <div key={name} className="flex justify-between gap-6 py-2">
                <dt className="text-soft">{name}</dt>
                <dd className="numerals text-right">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
        {image.revisedPrompt && (
          <section>
            <h2 className="text-sm font-semibold">{t('revisedPrompt')}</h2>
            <p className="mt-1 text-sm whitespace-pre-wrap text-soft">{image.revisedPrompt}</p>
          </section>
        )}
      </div>
    </div>
  )
}
