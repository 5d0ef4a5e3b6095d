'use client'

import Link from 'next/link'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { PartGuard } from '#components/ui/part-guard.tsx'
import { pictureSources } from '#components/ui/picture-sources.ts'
import { StoredPicture } from '#components/ui/stored-picture.tsx'
import { parseSize } from '#lib/catalog/choices.ts'
import type { ImageView, JobView } from '#lib/jobs/view.ts'
import { ImageProgress, TileFoot } from './drawn-later.ts'
import type { FailureParts } from './job-entry.tsx'
import { shorten } from './shorten.ts'

/** One picture, from an empty sheet to the finished work, always in the proportion it will have. */
export function PictureTile(props: {
  image: ImageView
  job: JobView
  /** What stands in the place of a picture that was not painted; just that it was not, until it is loaded. */
  failures?: FailureParts
  onUse?: ((image: ImageView) => void) | undefined
}) {
  const t = useTranslate('job')
  const locale = useLocale()
  const { image, job, failures } = props
  const asked = parseSize(job.params.size) ?? { width: 1, height: 1 }
  const width = image.width ?? asked.width
  const height = image.height ?? asked.height
  const number = image.index + 1
  const file = `/api/images/${image.id}/file`
  const partial =
    image.partials > 0 && image.state !== 'cancelled' ? `${file}?variant=partial-${image.partials - 1}` : null

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
      {image.state === 'failed' ? (
        failures?.foot(image)
      ) : (
        <PartGuard fallback={image.state === 'delivered' && <p className="min-h-11 pointer-fine:min-h-8" />}>
          <TileFoot image={image} job={job} onUse={props.onUse} />
        </PartGuard>
      )}
    </li>
  )
}
