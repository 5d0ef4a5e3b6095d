'use client'

import { ChevronsLeftRight } from 'lucide-react'
import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { MIDDLE, shareAt } from './slider-share.ts'

/**
 * Two pictures in one place, divided by a line that is drawn to and fro: by mouse, finger or pen anywhere on them, by keys on the
 * slider. Fills its parent, which has to be a size container (`stageClass`). `before` is cut to the proportion of `after`.
 */
export function BeforeAfter(props: {
  before: string
  after: string
  /** Of `after`, in pixels. */
  width: number
  height: number
  names: { before: string; after: string }
  /** Takes the focus when it comes. */
  focused?: boolean
}) {
  const t = useTranslate('picture')
  const { width, height, names } = props
  const slider = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState(MIDDLE)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (props.focused) slider.current?.focus({ preventScroll: true })
  }, [props.focused])

  function follow(event: PointerEvent<HTMLElement>): void {
    setShare(shareAt(event.clientX, event.currentTarget.getBoundingClientRect()))
  }
  const label = 'pointer-events-none absolute top-2 rounded-sm bg-sheet px-2 py-0.5 text-xs text-ink'
  const onError = useCallback(() => setFailed(true), [])
  return (
    <div className="absolute inset-0 grid place-items-center [--pad:0px] lg:[--pad:1.5rem]">
      <div
        className="relative cursor-ew-resize touch-pan-y overflow-hidden bg-wash select-none"
        style={{
          aspectRatio: `${width} / ${height}`,
          width: `min(${width}px, 100cqw - 2 * var(--pad), (100cqh - 2 * var(--pad)) * ${width / height})`,
        }}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          follow(event)
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event)
        }}
        onPointerUp={() => slider.current?.focus({ preventScroll: true })}
      >
        {/* Each shows on its own side only: one may be transparent. */}
        <Side src={props.after} alt={names.after} onError={onError} clip={`inset(0 0 0 ${share}%)`} />
        <Side src={props.before} alt={names.before} onError={onError} clip={`inset(0 ${100 - share}% 0 0)`} />
        <span className={`${label} left-2`} hidden={share < 8}>
          {t('before')}
        </span>
        <span className={`${label} right-2`} hidden={share > 92}>
          {t('after')}
        </span>
        <input
          ref={slider}
          type="range"
          min={0}
          max={100}
          step={1}
          value={share}
          onChange={(event) => setShare(event.target.valueAsNumber)}
          aria-label={t('slider')}
          aria-valuetext={t('sliderAt', { before: share, after: 100 - share })}
          className="peer sr-only"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 -ml-px w-0.5 bg-sheet outline-1 outline-ink"
          style={{ left: `${share}%` }}
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 grid size-11 -translate-1/2 place-items-center rounded-sm border border-edge bg-sheet text-ink peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-azurite"
          style={{ left: `clamp(1.375rem, ${share}%, 100% - 1.375rem)` }}
        >
          <ChevronsLeftRight className="size-5" />
        </span>
        {failed && (
          <p
            role="alert"
            className="absolute inset-x-0 bottom-0 bg-cinnabar-wash px-4 py-2 text-center text-sm"
          >
            {t('sideFailed')}
          </p>
        )}
      </div>
    </div>
  )
}

function Side(props: { src: string; alt: string; onError: () => void; clip: string }) {
  const { src, alt, clip, onError } = props
  const element = useRef<HTMLImageElement>(null)
  useEffect(() => {
    // It may have failed before this script came.
    const { current } = element
    if (current?.complete && current.naturalWidth === 0) onError()
  }, [onError])
  return (
    <picture className="contents">
      <img
        ref={element}
        src={src}
        alt={alt}
        draggable={false}
        decoding="async"
        onError={onError}
        className="absolute inset-0 size-full object-cover"
        style={{ clipPath: clip }}
      />
    </picture>
  )
}
