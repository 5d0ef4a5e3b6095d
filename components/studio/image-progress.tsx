'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useSessionEnded } from '#components/queries/session-ended.ts'
import { clockText, useSecondsSince } from '#components/ui/use-second.ts'
import type { ImageView } from '#lib/jobs/view.ts'
import { WaitWords } from './wait-words.tsx'

/** The true state of an image that is not there, in words; over a preview it takes only a line at the foot. */
export function ImageProgress({ image, covered }: { image: ImageView; covered: boolean }) {
  const ended = useSessionEnded()
  if (image.state === 'cancelled') return <CancelledSheet />
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

function CancelledSheet() {
  const t = useTranslate('job')
  return (
    <div className="absolute inset-0 flex flex-col justify-center gap-1 border border-dashed border-edge p-4 text-sm text-soft">
      <p className="font-title text-base">{t('cancelled')}</p>
      <p>{t('cancelledNote')}</p>
    </div>
  )
}

function StateWords({ image }: { image: ImageView }) {
  const t = useTranslate('job')
  const inLine = image.state === 'waiting' || image.state === 'queued'
  // What is not told any more is not counted on either.
  const ended = useSessionEnded()
  const since = ended ? null : image.state === 'calling' ? image.calledAt : inLine ? image.createdAt : null
  const seconds = useSecondsSince(since)
  const time = seconds === null ? null : clockText(seconds)
  if (image.state === 'calling') {
    // Only a preview proves that somebody paints; until then the call may stand in the provider's own line.
    const isPainting = image.partials > 0
    if (time === null) return t(isPainting ? 'painting' : 'calling')
    return <span className="numerals">{t(isPainting ? 'paintingFor' : 'callingFor', { time })}</span>
  }
  if (inLine && !ended) {
    return (
      <span className="numerals">
        {image.wait ? <WaitWords wait={image.wait} /> : t(image.state)}
        {/* Beside a time that is still to come, one that has gone by would only confuse. */}
        {time !== null && image.wait?.reason !== 'later' && (
          <>
            {' · '}
            <span className="whitespace-nowrap">{time}</span>
          </>
        )}
      </span>
    )
  }
  return t(image.state)
}
