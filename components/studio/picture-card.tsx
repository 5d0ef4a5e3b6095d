'use client'

import { X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { Coming } from '#components/inputs/upload-queue.ts'
import { dimensionsText, fileHref, isScaled } from '#components/picture/input-words.ts'
import { MaskVeil } from '#components/ui/mask-veil.tsx'
import type { UploadView } from '#lib/uploads/view.ts'

export interface CardActions {
  onSelect: (id: string) => void
  onInsert: (number: number) => void
  onRemove: (id: string) => void
  onMove: (id: string, to: number) => void
  onCancel: (coming: Coming) => void
  onAgain: (coming: Coming) => void
}

/** One picture: what it is, how large, and by which name prompts can speak of it. */
export function PictureCard(
  props: {
    upload: UploadView
    number: number
    mask: UploadView | null
    isGone: boolean
    isSelected: boolean
    replacing: Coming | undefined
    onKeyDown: (event: KeyboardEvent) => void
  } & CardActions,
) {
  const t = useTranslate('studioInputs')
  const { upload, number, mask, isGone, replacing } = props
  const { width, height, name, sent } = upload
  return (
    <>
      <button
        type="button"
        data-handle
        aria-pressed={props.isSelected}
        aria-label={t('card', { number, file: name, size: dimensionsText(upload) })}
        className="grid aspect-square w-full touch-manipulation select-none place-items-center overflow-hidden bg-wash outline-offset-2 aria-pressed:outline-2 aria-pressed:outline-ink focus-visible:outline-2 focus-visible:outline-azurite"
        style={{ WebkitTouchCallout: 'none' }}
        onClick={() => props.onSelect(upload.id)}
        onKeyDown={props.onKeyDown}
      >
        {isGone ? (
          <span className="grid size-full place-items-center border border-dashed border-cinnabar-text text-xs text-cinnabar-text">
            {t('gone')}
          </span>
        ) : (
          <span
            className="relative block"
            style={{ aspectRatio: `${width} / ${height}`, width: `${Math.min(1, width / height) * 100}%` }}
          >
            <picture className="contents">
              <img
                src={fileHref(upload, 'thumbnail')}
                alt=""
                draggable={false}
                className="size-full bg-cover"
                style={{ backgroundImage: `url("${upload.placeholder}")` }}
              />
            </picture>
            {mask && <MaskVeil src={fileHref(mask)} />}
          </span>
        )}
      </button>
      <div className="flex items-center justify-between">
        <button
          type="button"
          className="button button-quiet button-small -ml-1 px-1 font-medium text-ink"
          title={t('insert')}
          aria-label={t('insertNamed', { number })}
          onClick={() => props.onInsert(number)}
        >
          {t('name', { number })}
        </button>
        <button
          type="button"
          className="button button-quiet button-small -mr-1 px-1"
          aria-label={t('removeNamed', { number })}
          onClick={() => props.onRemove(upload.id)}
        >
          <X aria-hidden="true" className="size-4" />
        </button>
      </div>
      <p className="numerals text-2xs text-soft">
        {replacing ? (
          <ReplacingText coming={replacing} />
        ) : (
          <>
            {dimensionsText(upload)}
            {isScaled(upload) && !upload.sourceUploadId && (
              <span className="block">{t('scaledFrom', { size: unbroken(dimensionsText(sent)) })}</span>
            )}
          </>
        )}
      </p>
    </>
  )
}

function ReplacingText({ coming }: { coming: Coming }) {
  const t = useTranslate('studioInputs')
  if (coming.state === 'lost') return t('lost')
  return coming.share < 1 ? t('sending', { percent: Math.floor(coming.share * 100) }) : t('preparing')
}

/** A line breaks before a size, never inside it. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}
