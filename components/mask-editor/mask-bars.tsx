'use client'

import { Eye, EyeOff, Minus, Plus, Redo2, Undo2, X } from 'lucide-react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { UploadView } from '#lib/uploads/view.ts'
import type { MaskEditor } from './editor.ts'
import { shareText } from './share-text.ts'
import { useValue } from './value.ts'

/** Above the picture: whose mask it is, back and forth, and done. */
export function MaskHeader(props: {
  titleId: string
  picture: UploadView
  editor: MaskEditor | null
  isSending: boolean
  onClose: () => void
  onDone: () => void
}) {
  const t = useTranslate('maskEditor')
  const common = useTranslate('common')
  const { picture, editor } = props
  return (
    <header className="flex items-center gap-1 border-b border-line px-1.5 py-1.5 sm:gap-2 sm:px-3">
      <button
        type="button"
        className="button button-quiet"
        aria-label={common('close')}
        onClick={props.onClose}
      >
        <X aria-hidden="true" className="size-5" />
      </button>
      <div className="min-w-0 flex-1">
        <h2
          id={props.titleId}
          className="truncate font-title text-lg leading-tight font-semibold max-sm:sr-only"
        >
          {t('title')}
        </h2>
        <p className="numerals truncate text-xs text-soft max-sm:sr-only">
          {t('about', { name: picture.name, width: picture.width, height: picture.height })}
        </p>
      </div>
      {editor && <StepButtons editor={editor} isSending={props.isSending} />}
      <button
        type="button"
        className="button button-seal ml-1"
        aria-disabled={!editor || props.isSending}
        onClick={() => editor && !props.isSending && props.onDone()}
      >
        {t('done')}
      </button>
    </header>
  )
}

function StepButtons({ editor, isSending }: { editor: MaskEditor; isSending: boolean }) {
  const t = useTranslate('maskEditor')
  const { canUndo, canRedo } = useValue(editor.state)
  return (
    <>
      <button
        type="button"
        className="button button-quiet"
        aria-label={t('undo')}
        title={t('undo')}
        aria-disabled={!canUndo || isSending}
        onClick={() => isSending || editor.undo()}
      >
        <Undo2 aria-hidden="true" className="size-5" />
      </button>
      <button
        type="button"
        className="button button-quiet"
        aria-label={t('redo')}
        title={t('redo')}
        aria-disabled={!canRedo || isSending}
        onClick={() => isSending || editor.redo()}
      >
        <Redo2 aria-hidden="true" className="size-5" />
      </button>
    </>
  )
}

/** Below the picture: how much is painted, and how large it is seen. */
export function MaskStatus(props: { editor: MaskEditor; isMaskShown: boolean; onToggleMask: () => void }) {
  const t = useTranslate('maskEditor')
  const { editor } = props
  const { share } = useValue(editor.state)
  const percent = useValue(editor.zoomPercent)
  const small = 'button button-quiet button-small'
  const EyeIcon = props.isMaskShown ? Eye : EyeOff
  return (
    <div className="flex items-center justify-between gap-2 border-t border-line bg-paper py-0.5 pr-1 pl-1">
      <div className="flex min-w-0 items-center gap-1">
        <button
          type="button"
          className={small}
          aria-pressed={!props.isMaskShown}
          aria-label={t('hideMask')}
          title={t('hideMask')}
          onClick={props.onToggleMask}
        >
          <EyeIcon aria-hidden="true" className="size-4" />
        </button>
        <p data-share className="numerals truncate text-xs text-soft">
          {shareText(t, share)}
        </p>
      </div>
      <fieldset className="flex shrink-0 items-center">
        <legend className="sr-only">{t('zoom')}</legend>
        <button type="button" className={small} aria-label={t('zoomOut')} onClick={() => editor.zoom(-1)}>
          <Minus aria-hidden="true" className="size-4" />
        </button>
        <span className="numerals w-12 text-center text-xs text-soft">{t('percent', { percent })}</span>
        <button type="button" className={small} aria-label={t('zoomIn')} onClick={() => editor.zoom(1)}>
          <Plus aria-hidden="true" className="size-4" />
        </button>
        <button type="button" className={small} onClick={() => editor.fit()}>
          {t('fit')}
        </button>
      </fieldset>
    </div>
  )
}
