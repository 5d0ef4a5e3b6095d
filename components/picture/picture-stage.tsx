'use client'

import { ImageOff } from 'lucide-react'
import { type CSSProperties, useEffect, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import type { ImageView } from '#lib/jobs/view.ts'
import { PictureLayers } from './picture-layers.tsx'
import { useStagePointers } from './use-stage-pointers.ts'
import { useZoomPan } from './use-zoom-pan.ts'
import { fitted, isZoomed, pan, showsPixels, zoomStep, zoomToScale } from './zoom-pan.ts'
import { ZoomTools } from './zoom-tools.tsx'

const PAN_STEP_PX = 96

/** On a phone as high as the picture needs, and never so high that nothing below it shows; beside the record all there is. */
export const stageClass =
  '[container-type:size] relative h-[min(100vw/var(--ratio),66dvh)] min-h-48 bg-wash lg:h-auto lg:min-h-0 lg:flex-1'

/** What `stageClass` needs to know. */
export function stageStyle(ratio: number): CSSProperties {
  return { ['--ratio' as string]: ratio }
}

/** The picture, as large as there is room, to be looked at closely. `onMove`: 1 to the older picture, -1 to the newer one. */
export function PictureStage(props: {
  image: ImageView
  /** As the model answered it: composed pictures only. */
  raw: boolean
  alt: string
  onMove: (direction: 1 | -1) => void
}) {
  const t = useTranslate('picture')
  const tCommon = useTranslate('common')
  const { image, onMove } = props
  const width = image.width ?? 1
  const height = image.height ?? 1
  const stage = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLDivElement>(null)
  const zoomPan = useZoomPan(stage, picture, width)
  const { view, change, percent } = zoomPan
  const { handlers, swipePx, dragging } = useStagePointers(zoomPan, onMove)
  const [tries, setTries] = useState(0)
  const [progress, setProgress] = useState({ preview: 'loading', original: 'loading' })
  const isMissing = progress.original === 'failed'
  useEffect(() => {
    if (!isMissing) return
    const again = () => setTries((count) => count + 1)
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [isMissing])
  const nothing = isMissing && progress.preview === 'failed'
  const zoomed = isZoomed(view)

  const zoomIn = () => change((frame, from) => zoomStep(frame, from, 1))
  const zoomOut = () => change((frame, from) => zoomStep(frame, from, -1))
  const fit = () => change(() => fitted)
  const actual = () => change((frame, from) => zoomToScale(frame, from, 1))
  const panBy = (x: number, y: number) => () =>
    change((frame, from) => pan(frame, from, x * PAN_STEP_PX, y * PAN_STEP_PX))
  useShortcuts({
    '+': zoomIn,
    '=': zoomIn,
    '-': zoomOut,
    '0': fit,
    '1': actual,
    // What is zoomed in is moved by them: the arrow points to what one wants to see.
    arrowleft: zoomed ? panBy(1, 0) : () => onMove(-1),
    arrowright: zoomed ? panBy(-1, 0) : () => onMove(1),
    arrowup: zoomed ? panBy(0, 1) : undefined,
    arrowdown: zoomed ? panBy(0, -1) : undefined,
    k: () => onMove(-1),
    j: () => onMove(1),
  })

  return (
    <>
      <div
        ref={stage}
        {...(nothing ? {} : handlers)}
        data-zoomed={zoomed}
        style={stageStyle(width / height)}
        // A finger that goes up or down scrolls the page while the whole picture is in view.
        className={`${stageClass} select-none overflow-hidden ${
          zoomed ? 'touch-none' : 'touch-pan-y'
        } ${nothing ? '' : zoomed ? (dragging ? 'cursor-grabbing' : 'cursor-grab') : 'cursor-zoom-in'}`}
      >
        <div className="absolute inset-0 grid place-items-center [--pad:0px] lg:[--pad:1.5rem]">
          <div
            ref={picture}
            className="relative"
            style={{
              aspectRatio: `${width} / ${height}`,
              width: `min(${width}px, 100cqw - 2 * var(--pad), (100cqh - 2 * var(--pad)) * ${width / height})`,
              transform: `translate(${view.x + swipePx}px, ${view.y}px) scale(${view.zoom})`,
              transition:
                zoomPan.gliding && !dragging ? 'transform var(--motion-quick) var(--ease)' : undefined,
            }}
          >
            <PictureLayers
              key={tries}
              image={image}
              raw={props.raw}
              alt={props.alt}
              pixelated={percent !== null && showsPixels(percent / 100)}
              onProgress={setProgress}
            />
          </div>
        </div>
        {nothing && (
          <div
            role="alert"
            className="absolute inset-0 grid place-items-center overflow-auto bg-wash p-4 sm:p-6"
          >
            <div className="max-w-sm space-y-2 text-center sm:space-y-3">
              {/* A landscape on a phone is not high: the button comes before the icon. */}
              <ImageOff
                aria-hidden="true"
                className="mx-auto size-8 text-soft max-sm:hidden"
                strokeWidth={1.5}
              />
              <p className="font-title text-lg font-semibold sm:text-xl">{t('allFailed')}</p>
              <p className="text-sm text-soft">{t('allFailedText')}</p>
              <button
                type="button"
                className="button button-plain"
                onClick={() => {
                  setTries(tries + 1)
                  setProgress({ preview: 'loading', original: 'loading' })
                }}
              >
                {tCommon('retry')}
              </button>
            </div>
          </div>
        )}
      </div>
      {isMissing && !nothing && (
        <p
          role="status"
          className="flex flex-wrap items-center justify-center gap-x-4 border-t border-line bg-cinnabar-wash px-4 py-1.5 text-sm"
        >
          {t('originalFailed')}
          <button
            type="button"
            className="button button-plain button-small"
            onClick={() => setTries(tries + 1)}
          >
            {tCommon('retry')}
          </button>
        </p>
      )}
      <ZoomTools
        percent={percent}
        zoomed={zoomed}
        onIn={zoomIn}
        onOut={zoomOut}
        onFit={fit}
        onActual={actual}
      />
    </>
  )
}
