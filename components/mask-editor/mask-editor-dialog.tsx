'use client'

import { useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import type { UploadView } from '#lib/uploads/view.ts'
import { MaskHeader } from './mask-bars.tsx'
import { MaskWorkbench } from './mask-workbench.tsx'
import type { KeyPainter } from './stage-keys.ts'
import { useMaskDone } from './use-mask-done.ts'
import { useMaskWork } from './use-mask-work.ts'

interface MaskEditorProps {
  picture: UploadView
  mask: UploadView | null
  userId: string
  /** With the uploaded mask; null: the user goes on without one. */
  onDone: (mask: UploadView | null) => void
  onClose: () => void
}

/**
 * Paints over a picture what is to be painted anew. Fills the screen; what was painted stays in this browser until it is done or
 * cleared, so closing loses nothing.
 */
export function MaskEditorDialog(props: MaskEditorProps) {
  const [attempt, setAttempt] = useState(0)
  return <MaskSession key={attempt} {...props} onRetry={() => setAttempt(attempt + 1)} />
}

/** From opening to closing; another attempt is another session. */
function MaskSession(props: MaskEditorProps & { onRetry: () => void }) {
  const t = useTranslate('maskEditor')
  const common = useTranslate('common')
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const keys = useRef<KeyPainter>(null)
  const work = useMaskWork(props.picture, props.mask, props.userId)
  const finishing = useMaskDone(props)
  const ready = work && 'editor' in work ? work : null

  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        // Questions above it have an Escape of their own.
        if (event.target === event.currentTarget && keys.current?.cancel()) event.preventDefault()
      }}
      onClose={({ target, currentTarget }) =>
        target === currentTarget && currentTarget.isConnected && !currentTarget.open && props.onClose()
      }
      className="mask-editor open:appear m-0 h-dvh max-h-none w-full max-w-none border-0 bg-paper p-0 open:grid"
    >
      <MaskHeader
        titleId={id}
        picture={props.picture}
        editor={ready?.editor ?? null}
        isSending={finishing.done.kind === 'sending'}
        onClose={() => dialog.current?.close()}
        onDone={() => ready && void finishing.finish(ready)}
      />
      {ready ? (
        <MaskWorkbench
          picture={props.picture}
          work={ready}
          finishing={finishing}
          root={dialog}
          keysRef={keys}
          onRetry={props.onRetry}
        />
      ) : work && 'error' in work ? (
        <div className="mx-auto w-full max-w-lg self-center p-5">
          <ErrorNotice error={work.error}>
            <button type="button" className="link" onClick={props.onRetry}>
              {common('retry')}
            </button>
          </ErrorNotice>
        </div>
      ) : (
        <p role="status" className="self-center text-center text-sm text-soft">
          {t('opening')}
        </p>
      )}
    </dialog>
  )
}
