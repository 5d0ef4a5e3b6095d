'use client'

import { type CSSProperties, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { isComposing } from '#components/ui/is-composing.ts'
import { bringIntoView } from './bring-into-view.ts'
import { keepTourSeen } from './tour-seen.ts'

const steps = ['prompt', 'choices', 'price', 'results'] as const
type Step = (typeof steps)[number]

const GAP_PX = 16
const WIDTH_PX = 340
const MARGIN_PX = 16
/** The site's header, and a little air. */
const HEADER_PX = 72

function targetOf(step: Step): HTMLElement | null {
  return document.querySelector(`[data-tour="${step}"]`)
}

/** Where the note stands: beside what it is about, below or above it where there is no room, at the foot on a phone. */
function placeBeside(target: DOMRect, noteHeight: number): CSSProperties {
  const { innerWidth, innerHeight } = window
  if (innerWidth < 640) {
    // At the end of the screen that the thing itself leaves free.
    const isLow = target.top + target.height / 2 > innerHeight / 2
    // The price and the button stay in sight.
    const price = targetOf('price')?.getBoundingClientRect().top ?? innerHeight
    const foot = price > innerHeight / 2 && price < innerHeight ? innerHeight - price : 0
    return {
      left: MARGIN_PX,
      right: MARGIN_PX,
      ...(isLow ? { top: HEADER_PX } : { bottom: foot + MARGIN_PX }),
    }
  }
  const top = Math.min(Math.max(MARGIN_PX, target.top), innerHeight - noteHeight - MARGIN_PX)
  if (target.right + GAP_PX + WIDTH_PX < innerWidth) {
    return { left: target.right + GAP_PX, top, width: WIDTH_PX }
  }
  const left = Math.max(MARGIN_PX, target.left)
  const below = target.bottom + GAP_PX
  if (below + noteHeight + MARGIN_PX < innerHeight) return { left, top: below, width: WIDTH_PX }
  const above = target.top - GAP_PX - noteHeight
  if (above > HEADER_PX) return { left, top: above, width: WIDTH_PX }
  // It fills the page: the note stands upon its beginning.
  return {
    left: Math.max(MARGIN_PX, target.left + GAP_PX),
    top: Math.max(MARGIN_PX, Math.min(target.top + GAP_PX, innerHeight - noteHeight - MARGIN_PX)),
    width: WIDTH_PX,
  }
}

/** Four notes beside the real things, once; left at any time by Escape or the button, and nothing is locked meanwhile. */
export function Tour(props: { onClose: () => void }) {
  const t = useTranslate('studioTools')
  const id = useId()
  const [at, setAt] = useState(0)
  const note = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ note: CSSProperties; ring: CSSProperties } | null>(null)
  const step = steps[at] ?? 'prompt'
  const { onClose } = props

  // Seen once it is there: who closes the tab in the middle has left it, too.
  useEffect(keepTourSeen, [])

  const measure = useCallback(() => {
    const target = targetOf(step)?.getBoundingClientRect()
    if (!target) return
    const { left, top, width, height } = target
    const ring = { left: left - 6, top: top - 6, width: width + 12, height: height + 12 }
    setPlace({ note: placeBeside(target, note.current?.offsetHeight ?? 0), ring })
  }, [step])

  useLayoutEffect(() => {
    const target = targetOf(step)
    if (target && step !== 'price') bringIntoView(target, step === 'results' ? 'start' : 'center')
    measure()
    window.addEventListener('scroll', measure, { capture: true, passive: true })
    window.addEventListener('resize', measure)
    return () => {
      window.removeEventListener('scroll', measure, { capture: true })
      window.removeEventListener('resize', measure)
    }
  }, [step, measure])

  // What has no place yet is hidden, and takes no focus.
  const isPlaced = place !== null
  useEffect(() => {
    if (isPlaced && targetOf(step)) note.current?.focus({ preventScroll: true })
  }, [isPlaced, step])

  const leave = useCallback(() => {
    onClose()
    targetOf('prompt')?.querySelector('textarea')?.focus()
  }, [onClose])

  // Wherever the focus is by now.
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key === 'Escape' && !isComposing(event)) leave()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [leave])

  const isLast = at === steps.length - 1
  return (
    <>
      <div
        aria-hidden="true"
        className="pointer-events-none fixed z-30 rounded-sm border-2 border-azurite"
        style={place?.ring ?? { visibility: 'hidden' }}
      />
      <div
        ref={note}
        data-foot
        role="dialog"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        tabIndex={-1}
        className="appear fixed z-40 rounded-sm border border-edge bg-sheet p-5 outline-none"
        style={place?.note ?? { visibility: 'hidden' }}
      >
        <p className="numerals text-xs text-soft">{t('tour.step', { at: at + 1, of: steps.length })}</p>
        <h2 id={`${id}-title`} className="mt-1 font-title text-lg font-semibold">
          {t(`tour.${step}.title`)}
        </h2>
        <p id={`${id}-text`} className="mt-1 text-sm">
          {t(`tour.${step}.text`)}
        </p>
        <div className="mt-4 flex flex-wrap items-center gap-2">
          <button
            type="button"
            className="button button-plain button-small"
            onClick={() => (isLast ? leave() : setAt(at + 1))}
          >
            {t(isLast ? 'tour.done' : 'tour.next')}
          </button>
          {at > 0 && (
            <button type="button" className="button button-quiet button-small" onClick={() => setAt(at - 1)}>
              {t('tour.back')}
            </button>
          )}
          {!isLast && (
            <button type="button" className="button button-quiet button-small ml-auto" onClick={leave}>
              {t('tour.leave')}
            </button>
          )}
        </div>
      </div>
    </>
  )
}
