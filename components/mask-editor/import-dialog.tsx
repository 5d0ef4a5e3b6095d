'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { UploadView } from '#lib/uploads/view.ts'
import { drawOverlay, overlayLook } from './engine/draw-overlay.ts'
import { fitOf, likelyMeaning, type MaskFile, meanings, readAs, scaleMask } from './files/read-mask.ts'
import { colours, type MaskSettings } from './settings.ts'

const PREVIEW_PX = 420

/** A mask from a file: what of it means "repaint here", seen on the picture before it is taken. */
export function ImportDialog(props: {
  file: MaskFile
  picture: UploadView
  colour: MaskSettings['colour']
  onUse: (data: Uint8Array) => void
  onClose: () => void
}) {
  const t = useTranslate('maskEditor')
  const id = useId()
  const { file, picture } = props
  const [meaning, setMeaning] = useState(() => likelyMeaning(file))
  const fit = fitOf(file, picture)
  const sizes = { width: file.width, height: file.height, asWidth: picture.width, asHeight: picture.height }
  return (
    <Dialog title={t('import.title')} onClose={props.onClose} widthRem={34}>
      {fit === 'no' ? (
        <p role="alert" className="p-5">
          {t('import.otherShape', sizes)}
        </p>
      ) : (
        <div className="space-y-4 p-5">
          <ImportPreview {...props} meaning={meaning} />
          <fieldset>
            <legend className="mb-1.5 text-sm font-medium">{t('import.meaning')}</legend>
            <div className="grid gap-1.5 sm:grid-cols-2">
              {meanings.map((each) => {
                const isOf = each === 'transparent' || each === 'opaque'
                if (isOf && !file.transparency) return null
                return (
                  <label key={each} className="choice">
                    <input
                      type="radio"
                      name={id}
                      checked={each === meaning}
                      onChange={() => setMeaning(each)}
                      className="sr-only"
                    />
                    {t(`import.${each}`)}
                  </label>
                )
              })}
            </div>
          </fieldset>
          {fit === 'scale' && <p className="text-sm text-soft">{t('import.scaled', sizes)}</p>}
          <button
            type="button"
            className="button button-seal w-full"
            onClick={() => props.onUse(scaleMask(readAs(file, meaning), picture.width, picture.height).data)}
          >
            {t(fit === 'scale' ? 'import.useScaled' : 'import.use')}
          </button>
        </div>
      )}
    </Dialog>
  )
}

function ImportPreview(props: {
  file: MaskFile
  picture: UploadView
  colour: MaskSettings['colour']
  meaning: (typeof meanings)[number]
}) {
  const t = useTranslate('maskEditor')
  const canvas = useRef<HTMLCanvasElement>(null)
  const { file, picture, colour, meaning } = props
  const scale = PREVIEW_PX / Math.max(picture.width, picture.height)
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  useEffect(() => {
    const image = new ImageData(width, height)
    const target = { pixels: new Int32Array(image.data.buffer), width }
    const all = { left: 0, top: 0, right: width, bottom: height }
    const view = { scale: width / file.width, x: 0, y: 0 }
    drawOverlay(readAs(file, meaning), target, all, view, overlayLook(colours[colour], 1))
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0)
  }, [file, meaning, colour, width, height])
  return (
    <div className="flex justify-center bg-wash">
      <div
        className="relative max-h-[40dvh] max-w-full"
        style={{ aspectRatio: `${width} / ${height}`, width }}
      >
        <picture className="contents">
          <img
            src={`/api/uploads/${picture.id}/file?variant=picture`}
            alt={t('import.preview')}
            className="absolute inset-0 size-full"
          />
        </picture>
        <canvas ref={canvas} width={width} height={height} className="absolute inset-0 size-full" />
      </div>
    </div>
  )
}
