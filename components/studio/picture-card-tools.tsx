'use client'

import { ArrowLeft, ArrowRight, Replace, Undo2 } from 'lucide-react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { UploadView } from '#lib/uploads/view.ts'

/** What can be done with one picture besides taking it away; large enough for a finger, which its card is not. */
export function PictureCardTools(props: {
  upload: UploadView
  /** From 1. */
  number: number
  count: number
  onMove: (id: string, to: number) => void
  onReplace: (id: string) => void
  /** To the picture that it was cut from. */
  onUncut: (upload: UploadView) => void
}) {
  const t = useTranslate('studioInputs')
  const { upload, number, count } = props
  const at = number - 1
  return (
    <div className="min-w-0">
      <p className="truncate text-xs text-soft" dir="auto" title={upload.name}>
        {count > 1 && `${t('name', { number })} · `}
        {upload.name}
      </p>
      <div className="-ml-2 flex flex-wrap">
        {count > 1 && (
          <>
            <button
              type="button"
              className="button button-quiet button-small"
              aria-disabled={number === 1}
              onClick={() => props.onMove(upload.id, at - 1)}
            >
              <ArrowLeft aria-hidden="true" className="size-4" />
              {t('earlier')}
            </button>
            <button
              type="button"
              className="button button-quiet button-small"
              aria-disabled={number === count}
              onClick={() => props.onMove(upload.id, at + 1)}
            >
              <ArrowRight aria-hidden="true" className="size-4" />
              {t('later')}
            </button>
          </>
        )}
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => props.onReplace(upload.id)}
        >
          <Replace aria-hidden="true" className="size-4" />
          {t('replace')}
        </button>
        {upload.sourceUploadId && (
          <button
            type="button"
            className="button button-quiet button-small"
            onClick={() => props.onUncut(upload)}
          >
            <Undo2 aria-hidden="true" className="size-4" />
            {t('uncut')}
          </button>
        )}
      </div>
    </div>
  )
}
