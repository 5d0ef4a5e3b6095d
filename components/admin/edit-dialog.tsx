'use client'

import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'

/** A small form in a dialog that is open as long as it is drawn. It saves by one POST and closes when that has worked. */
export function EditDialog(props: {
  title: string
  note?: string
  path: string
  /** What to send, from the fields. */
  body: (form: FormData) => object
  onSaved: () => void
  onClose: () => void
  children: ReactNode
}) {
  const t = useTranslate('admin')
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => dialog.current?.showModal(), [])

  async function save(form: FormData): Promise<void> {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      await callApi(props.path, { method: 'POST', body: props.body(form) })
      props.onSaved()
      dialog.current?.close()
    } catch (caught) {
      setError(caught)
      setBusy(false)
    }
  }

  return (
    <dialog
      ref={dialog}
      onClose={props.onClose}
      aria-labelledby={id}
      className="m-auto w-[min(28rem,94vw)] rounded-sm border border-edge p-0"
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
      <form
        className="space-y-5 px-5 py-5"
        onSubmit={(event) => {
          event.preventDefault()
          void save(new FormData(event.currentTarget))
        }}
      >
        {props.children}
        {props.note && <p className="text-xs text-soft">{props.note}</p>}
        {error !== null && <ErrorNotice error={error} showProblems />}
        <div className="flex justify-end gap-2">
          <button type="button" className="button button-plain" onClick={() => dialog.current?.close()}>
            {t('close')}
          </button>
          <button type="submit" className="button button-seal" aria-disabled={busy}>
            {busy ? t('saving') : t('save')}
          </button>
        </div>
      </form>
    </dialog>
  )
}

/** A field for a whole number that may be empty: null then. */
export function numberOf(value: FormDataEntryValue | null): number | null {
  return value === null || value === '' ? null : Number(value)
}
