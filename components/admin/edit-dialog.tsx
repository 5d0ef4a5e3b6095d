'use client'

import { type ReactNode, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { Dialog } from '#components/ui/dialog.tsx'
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
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  const close = () => form.current?.closest('dialog')?.close()

  async function save(fields: FormData): Promise<void> {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      await callApi(props.path, { method: 'POST', body: props.body(fields) })
      props.onSaved()
      close()
    } catch (caught) {
      setError(caught)
      setBusy(false)
    }
  }

  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        ref={form}
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
          <button type="button" className="button button-plain" onClick={close}>
            {t('close')}
          </button>
          <button type="submit" className="button button-seal" aria-disabled={busy}>
            {busy ? t('saving') : t('save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

/** A field for a whole number that may be empty: null then. */
export function numberOf(value: FormDataEntryValue | null): number | null {
  return value === null || value === '' ? null : Number(value)
}
