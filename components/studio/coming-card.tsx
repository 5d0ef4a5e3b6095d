'use client'

import { RefreshCw, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { Coming } from '#components/inputs/upload-queue.ts'

/** A picture on its way: how far it is, and how to take it back. */
export function ComingCard(props: {
  coming: Coming
  number: number
  onCancel: () => void
  onAgain: () => void
}) {
  const t = useTranslate('studioInputs')
  const { state, share, preview, name } = props.coming
  const percent = Math.floor(share * 100)
  return (
    <li className="min-w-0">
      <div className="relative grid aspect-square place-items-center overflow-hidden bg-wash">
        {typeof preview === 'string' ? (
          <picture className="contents">
            <img src={preview} alt="" className="size-full object-contain opacity-50" />
          </picture>
        ) : (
          <FilePreview file={preview} />
        )}
        {state === 'sending' && share === 1 && <span aria-hidden="true" className="brush-stroke" />}
        {state === 'sending' && share < 1 && (
          <progress
            className="absolute inset-x-0 bottom-0 h-1 w-full appearance-none bg-line [&::-moz-progress-bar]:bg-azurite [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-azurite"
            max={100}
            value={percent}
            aria-label={name}
          />
        )}
      </div>
      <div className="flex items-center justify-between">
        <span className="text-sm text-soft">{t('name', { number: props.number })}</span>
        <span className="-mr-1 flex">
          {state === 'lost' && (
            <button
              type="button"
              className="button button-quiet button-small px-1"
              aria-label={t('again')}
              title={t('again')}
              onClick={props.onAgain}
            >
              <RefreshCw aria-hidden="true" className="size-4" />
            </button>
          )}
          <button
            type="button"
            className="button button-quiet button-small px-1"
            aria-label={t('cancelNamed', { file: name })}
            onClick={props.onCancel}
          >
            <X aria-hidden="true" className="size-4" />
          </button>
        </span>
      </div>
      <p className="numerals text-2xs text-soft">
        {state === 'lost'
          ? t('lost')
          : state === 'waiting'
            ? t('waiting')
            : share < 1
              ? t('sending', { percent })
              : t('preparing')}
      </p>
    </li>
  )
}

/** In pixels of the canvas: enough for a card on any screen. */
const PREVIEW_PX = 320

/** A file drawn small, aside from the page's own work; nothing where this browser cannot draw it, which the server still may. */
function FilePreview({ file }: { file: Blob }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let isLate = false
    createImageBitmap(file, { resizeWidth: PREVIEW_PX, resizeQuality: 'medium' }).then(
      (bitmap) => {
        const { current } = canvas
        if (isLate || !current) return
        current.width = bitmap.width
        current.height = bitmap.height
        current.getContext('2d')?.drawImage(bitmap, 0, 0)
        bitmap.close()
      },
      () => undefined,
    )
    return () => {
      isLate = true
    }
  }, [file])
  return <canvas ref={canvas} width={0} height={0} className="size-full object-contain opacity-50" />
}
