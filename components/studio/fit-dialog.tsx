'use client'

import { type PointerEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { dimensionsText, fileHref } from '#components/picture/input-words.ts'
import { fitUpload } from '#components/queries/use-uploads.ts'
import { ChoiceField } from '#components/ui/choice-field.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import type { UploadView } from '#lib/uploads/view.ts'
import { cropBox, outcomeOf } from './fit-geometry.ts'
import { OutsideForm } from './outside-form.tsx'

const CENTRE = 0.5

/** Cuts or pads a picture to a shape that a model works in, and shows what comes of it before it costs anything. */
export function FitDialog(props: {
  upload: UploadView
  /** From 1. */
  number: number
  shape: { width: number; height: number }
  edgeMax?: number
  onDone: (upload: UploadView) => void
  /** To go on with the picture as it is, where that is possible. */
  onSkip?: () => void
  onClose: () => void
}) {
  const t = useTranslate('studioInputs')
  const id = useId()
  const { upload, shape, edgeMax } = props
  const [mode, setMode] = useState<'crop' | 'pad'>('crop')
  const [transparent, setTransparent] = useState(false)
  /** Of the one edge along which the frame can move. */
  const [centre, setCentre] = useState(CENTRE)
  const [state, setState] = useState<{ isBusy: boolean; error: unknown }>({ isBusy: false, error: null })
  const drag = useRef<{ at: number; centre: number } | null>(null)
  /** Who closes the dialog wants nothing of what is on its way. */
  const asking = useRef<AbortController | null>(null)
  useEffect(() => () => asking.current?.abort(), [])
  const isWide = upload.width * shape.height > upload.height * shape.width
  const point = isWide ? { x: centre, y: CENTRE } : { x: CENTRE, y: centre }
  const box = cropBox(upload, shape, point.x, point.y)
  const share = isWide ? box.width : box.height
  const outcome = outcomeOf(upload, shape, mode, edgeMax)
  const percent = (part: number) => `${part * 100}%`

  function place(next: number): void {
    setCentre(Math.min(Math.max(next, share / 2), 1 - share / 2))
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    if (!drag.current) return
    const stage = event.currentTarget.getBoundingClientRect()
    const moved = isWide
      ? (event.clientX - drag.current.at) / stage.width
      : (event.clientY - drag.current.at) / stage.height
    place(drag.current.centre + moved)
  }

  async function use(): Promise<void> {
    if (state.isBusy) return
    setState({ isBusy: true, error: null })
    const asked = new AbortController()
    const { signal } = asked
    asking.current = asked
    try {
      const fit = mode === 'crop' ? { mode, ...point } : { mode, transparent }
      const fitted = await fitUpload(upload.id, { ...fit, ...whole(shape), edgeMax }, signal)
      if (!signal.aborted) props.onDone(fitted)
    } catch (error) {
      if (!signal.aborted) setState({ isBusy: false, error })
    }
  }

  return (
    <OutsideForm>
      <Dialog title={t('fitTitle', { number: props.number })} onClose={props.onClose} widthRem={36}>
        <div className="space-y-4 p-5">
          <ChoiceField
            legend={t('fitMode')}
            options={[
              { value: 'crop', label: t('crop') },
              { value: 'pad', label: t('pad') },
            ]}
            value={mode}
            onChange={setMode}
          />
          <div className="grid place-items-center bg-wash p-3">
            {mode === 'crop' ? (
              <div
                className="relative cursor-move touch-none select-none overflow-hidden"
                style={stageSize(upload)}
                onPointerDown={(event) => {
                  event.currentTarget.setPointerCapture(event.pointerId)
                  drag.current = { at: isWide ? event.clientX : event.clientY, centre }
                }}
                onPointerMove={onPointerMove}
                onPointerUp={() => {
                  drag.current = null
                }}
                onPointerCancel={() => {
                  drag.current = null
                }}
              >
                <picture className="contents">
                  <img src={fileHref(upload)} alt="" draggable={false} className="size-full" />
                </picture>
                <span
                  aria-hidden="true"
                  className="absolute shadow-[0_0_0_100vmax_rgb(20_17_14/0.6)]"
                  style={{
                    outline: '2px solid #fff',
                    left: percent(box.left),
                    top: percent(box.top),
                    width: percent(box.width),
                    height: percent(box.height),
                  }}
                />
              </div>
            ) : (
              <div
                className={`grid place-items-center ${transparent ? 'border border-dashed border-edge' : ''}`}
                // White in the night, too: it is a part of the picture.
                style={{ ...stageSize(shape), background: transparent ? undefined : '#fff' }}
              >
                <picture className="contents">
                  <img src={fileHref(upload)} alt="" className="size-full object-contain" />
                </picture>
              </div>
            )}
          </div>
          {mode === 'crop' && share < 1 && (
            <div>
              <label htmlFor={id} className="block text-sm font-medium">
                {t('frame')}
              </label>
              <input
                id={id}
                type="range"
                min={0}
                max={100}
                value={Math.round(((centre - share / 2) / (1 - share)) * 100)}
                aria-describedby={`${id}-hint`}
                className="h-11 w-full pointer-fine:h-8"
                onChange={(event) => place(share / 2 + (event.target.valueAsNumber / 100) * (1 - share))}
              />
              <p id={`${id}-hint`} className="text-xs text-soft">
                {t('cropHint')}
              </p>
            </div>
          )}
          {mode === 'pad' && (
            <div>
              <p className="text-xs text-soft">{t('padHint')}</p>
              <label className="flex min-h-11 items-center gap-2.5 text-sm pointer-fine:min-h-9">
                <input
                  type="checkbox"
                  className="size-5"
                  checked={transparent}
                  onChange={(event) => setTransparent(event.target.checked)}
                />
                {t('transparent')}
              </label>
            </div>
          )}
          {state.error !== null && <ErrorNotice error={state.error} showProblems />}
        </div>
        <div className="sticky bottom-0 flex flex-wrap items-center justify-between gap-3 border-t border-edge bg-sheet px-5 py-3">
          <p className="numerals text-sm">{t('outcome', { size: dimensionsText(outcome) })}</p>
          <div className="flex gap-2">
            {props.onSkip && (
              <button type="button" className="button button-plain" onClick={props.onSkip}>
                {t('fitSkip')}
              </button>
            )}
            <button
              type="button"
              className="button button-seal"
              aria-busy={state.isBusy}
              onClick={() => void use()}
            >
              {t(state.isBusy ? 'fitBusy' : 'fitUse')}
            </button>
          </div>
        </div>
      </Dialog>
    </OutsideForm>
  )
}

/** As large as there is room for, in its own shape. */
function stageSize({ width, height }: { width: number; height: number }) {
  return {
    aspectRatio: `${width} / ${height}`,
    width: `min(100%, calc(44dvh * ${width / height}))`,
  }
}

/** Only the shape counts, in whole numbers. */
function whole({ width, height }: { width: number; height: number }) {
  return { width: Math.round(width), height: Math.round(height) }
}
