'use client'

import { Download, ImagePlus } from 'lucide-react'
import Link from 'next/link'
import type { MouseEvent } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { continueHref } from '#components/picture/continue-href.ts'
import { PartGuard } from '#components/ui/part-guard.tsx'
import type { ImageView, JobView } from '#lib/jobs/view.ts'
import { CancelButton } from './drawn-later.ts'

interface TileFootProps {
  image: ImageView
  job: JobView
  /** Takes it into the form beside; without it, a link leads to the studio. */
  onUse: ((image: ImageView) => void) | undefined
}

/** Below a picture that was not refused: what can be done with it, or about it while it is not there yet. */
export function TileFoot(props: TileFootProps) {
  const { image } = props
  if (image.state === 'delivered') return <DeliveredFoot {...props} />
  return image.finishedAt === null ? <WaitingFoot {...props} /> : null
}

function WaitingFoot({ image, job }: TileFootProps) {
  const t = useTranslate('job')
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

/** Which one it is, and what is most often done with it. */
function DeliveredFoot(props: TileFootProps) {
  const t = useTranslate('job')
  const locale = useLocale()
  const { image, job, onUse } = props
  const number = image.index + 1
  const action = 'button button-quiet button-small'
  const words = 'hidden @[15rem]:inline'
  return (
    <p className="flex items-center text-xs text-soft">
      <span className="numerals mr-auto">{job.n > 1 ? t('pictureOf', { number, count: job.n }) : ''}</span>
      {!image.gone && (
        <>
          {!image.deletedAt && (
            <Link
              href={continueHref(locale, image.id)}
              prefetch={false}
              className={action}
              aria-label={t('continueNumber', { number })}
              title={t('continue')}
              onClick={(event: MouseEvent) => {
                if (!onUse || event.metaKey || event.ctrlKey || event.shiftKey) return
                event.preventDefault()
                onUse(image)
              }}
            >
              <ImagePlus aria-hidden="true" className="size-4" />
              <span aria-hidden="true" className={words}>
                {t('continue')}
              </span>
            </Link>
          )}
          <a
            href={`/api/images/${image.id}/file?variant=${image.isComposed ? 'composed' : 'original'}&download=1`}
            download
            className={`${action} -mr-2`}
            aria-label={t('downloadNumber', { number })}
            title={t('download')}
          >
            <Download aria-hidden="true" className="size-4" />
            <span aria-hidden="true" className={words}>
              {t('download')}
            </span>
          </a>
        </>
      )}
    </p>
  )
}
