'use client'

import { Download } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { PartGuard } from '#components/ui/part-guard.tsx'
import { pictureSources } from '#components/ui/picture-sources.ts'
import { StoredPicture } from '#components/ui/stored-picture.tsx'
import { parseSize } from '#lib/catalog/choices.ts'
import type { ImageView, JobView } from '#lib/jobs/view.ts'
import { CancelButton, ImageProgress } from './drawn-later.ts'
import type { FailureParts } from './job-entry.tsx'
import { shorten } from './shorten.ts'

/** One picture, from an empty sheet to the finished work, always in the proportion it will have. */
export function PictureTile(props: {
  image: ImageView
  job: JobView
  /** What stands in the place of a picture that was not painted; just that it was not, until it is loaded. */
  failures?: FailureParts
}) {
  const t = useTranslate('job')
  const locale = useLocale()
  const { image, job, failures } = props
  const asked = parseSize(job.params.size) ?? { width: 1, height: 1 }
  const width = image.width ?? asked.width
  const height = image.height ?? asked.height
  const number = image.index + 1
  const file = `/api/images/${image.id}/file`
  const partial = image.partials > 0 ? `${file}?variant=partial-${image.partials - 1}` : null

  return (
    <li className="@container min-w-0">
      <div
        // What is written in place of a picture may need more room than the picture would.
        className={`relative bg-wash bg-cover ${image.state === 'failed' ? 'grid' : 'overflow-hidden'}`}
        style={{
          aspectRatio: `${width} / ${height}`,
          backgroundImage: image.placeholder && !image.gone ? `url("${image.placeholder}")` : undefined,
        }}
      >
        {image.state === 'delivered' ? (
          <Link
            href={`/${locale}/pictures/${image.id}`}
            prefetch={false}
            className="block size-full focus-visible:-outline-offset-2"
            aria-label={image.gone ? undefined : t('open', { number, prompt: shorten(job.prompt, 60) })}
          >
            {image.gone ? (
              <span className="grid size-full place-items-center border border-dashed border-edge p-4 text-sm text-soft">
                {t('gone')}
              </span>
            ) : (
              <StoredPicture
                {...pictureSources({ ...image, width, height })}
                sizes="(min-width: 64rem) 24rem, 90vw"
                alt=""
                width={width}
                height={height}
                className="size-full object-cover"
              />
            )}
          </Link>
        ) : image.state === 'failed' ? (
          (failures?.tile(image) ?? (
            <p className="grid place-items-center border border-line p-3 text-center text-sm text-cinnabar-text">
              {t('failed')}
            </p>
          ))
        ) : image.state === 'cancelled' ? (
          <div className="absolute inset-0 flex flex-col justify-center gap-1 border border-dashed border-edge p-4 text-sm text-soft">
            <p className="font-title text-base">{t('cancelled')}</p>
            <p>{t('cancelledNote')}</p>
          </div>
        ) : (
          <>
            {partial && (
              <StoredPicture
                src={partial}
                alt={t('preview', { number: image.partials })}
                eager
                className="appear size-full object-cover"
              />
            )}
            <PartGuard>
              <ImageProgress image={image} covered={partial !== null} />
            </PartGuard>
          </>
        )}
      </div>
      <TileFoot image={image} job={job} failures={failures} />
    </li>
  )
}

function TileFoot({
  image,
  job,
  failures,
}: {
  image: ImageView
  job: JobView
  failures: FailureParts | undefined
}) {
  const t = useTranslate('job')
  const number = image.index + 1
  if (image.state === 'delivered') {
    return (
      <p className="flex items-center justify-between text-xs text-soft">
        <span className="numerals">{job.n > 1 ? t('pictureOf', { number, count: job.n }) : ''}</span>
        {!image.gone && (
          <a
            href={`/api/images/${image.id}/file?variant=original&download=1`}
            download
            className="button button-quiet button-small -mr-2"
            aria-label={t('downloadNumber', { number })}
          >
            <Download aria-hidden="true" className="size-4" />
            <span aria-hidden="true" className="hidden @[11rem]:inline">
              {t('download')}
            </span>
          </a>
        )}
      </p>
    )
  }
  if (image.state === 'failed') return failures?.foot(image)
  if (image.finishedAt !== null) return null
  return (
    <div className="mt-1 space-y-1 text-xs text-soft">
      {image.retries > 0 && <p>{t('retried', { count: image.retries })}</p>}
      {image.cancelRequested ? (
        <p>{t('cancelRequested', { cost: t('cost', { count: job.quoteCredits }) })}</p>
      ) : (
        job.n > 1 && (
          <PartGuard>
            <CancelButton
              job={job}
              imageId={image.id}
              label={t('cancel')}
              className="button button-quiet button-small -ml-2"
            />
          </PartGuard>
        )
      )}
    </div>
  )
}
