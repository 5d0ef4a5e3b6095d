'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useSessionEnded } from '#components/queries/session-ended.ts'
import { clockText, useSecondsSince } from '#components/ui/use-second.ts'
import type { ImageView } from '#lib/jobs/view.ts'

/** The true state of an image in words; over a preview it takes only a line at the foot. */
export function ImageProgress({ image, covered }: { image: ImageView; covered: boolean }) {
  const t = useTranslate('job')
  const tFailures = useTranslate('failures')
  const ended = useSessionEnded()

  if (image.state === 'failed') {
    return (
      <div className="absolute inset-0 flex flex-col justify-center gap-1 overflow-auto border border-cinnabar-text bg-cinnabar-wash p-4 text-sm">
        <p className="font-title text-base font-semibold">{t('failed')}</p>
        <p>
          {(image.failure && tFailures.maybe(image.failure.code, image.failure.params)) ??
            tFailures('internal')}
        </p>
      </div>
    )
  }
  if (image.state === 'cancelled') {
    return (
      <div className="absolute inset-0 flex flex-col justify-center gap-1 border border-dashed border-edge p-4 text-sm text-soft">
        <p className="font-title text-base">{t('cancelled')}</p>
        <p>{t('cancelledNote')}</p>
      </div>
    )
  }
  return (
    <>
      <p
        className={
          covered
            ? 'absolute bottom-0 left-0 bg-sheet px-3 py-1.5 text-sm'
            : 'absolute inset-0 grid place-items-center p-3 text-center text-sm text-soft'
        }
      >
        <StateWords image={image} />
      </p>
      {!ended && image.state !== 'waiting' && image.state !== 'queued' && (
        <span className="brush-stroke" aria-hidden="true" />
      )}
    </>
  )
}

function StateWords({ image }: { image: ImageView }) {
  const t = useTranslate('job')
  const inLine = image.state === 'waiting' || image.state === 'queued'
  // What is not told any more is not counted on either.
  const ended = useSessionEnded()
  const since = ended ? null : image.state === 'calling' ? image.calledAt : inLine ? image.createdAt : null
  const seconds = useSecondsSince(since)
  if (image.state === 'calling' && seconds !== null) {
    return <span className="numerals">{t('callingFor', { time: clockText(seconds) })}</span>
  }
  if (inLine && seconds !== null) {
    return <span className="numerals">{t('inLineFor', { time: clockText(seconds) })}</span>
  }
  return t(image.state)
}
