'use client'

import { X } from 'lucide-react'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'

/**
 * A modal dialog on the native element, open as long as it is drawn: focus is kept inside and goes back, also when the dialog is
 * taken away without having been closed; Escape and a click beside it close it. `onClose` takes it away. On a phone it lies at the
 * foot of the screen, where the thumb is.
 */
export function Dialog(props: {
  title: ReactNode
  onClose: () => void
  children: ReactNode
  /** Wider than a form needs: 28 rem by default. */
  widthRem?: number
}) {
  const t = useTranslate('common')
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  // Only an element that is still in the page gives the focus back when it closes.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      // One that was taken away has nobody to tell any more.
      onClose={(event) => event.currentTarget.isConnected && !event.currentTarget.open && props.onClose()}
      // A click on the backdrop lands on the dialog element itself.
      onPointerDown={(event) => event.target === event.currentTarget && event.currentTarget.close()}
      aria-labelledby={id}
      style={{ maxWidth: `${props.widthRem ?? 28}rem` }}
      className="open:appear m-auto max-h-[92dvh] w-[94vw] flex-col overflow-hidden rounded-sm border border-edge p-0 open:flex max-sm:mb-0 max-sm:w-full max-sm:border-x-0 max-sm:border-b-0"
    >
      <div className="flex items-center justify-between gap-4 border-b border-line py-2 pr-2 pl-5">
        <h2 id={id} className="font-title text-lg font-semibold">
          {props.title}
        </h2>
        <button
          type="button"
          className="button button-quiet"
          aria-label={t('close')}
          onClick={() => dialog.current?.close()}
        >
          <X aria-hidden="true" className="size-5" />
        </button>
      </div>
      <div className="overflow-y-auto overscroll-contain pb-[env(safe-area-inset-bottom)]">
        {props.children}
      </div>
    </dialog>
  )
}
