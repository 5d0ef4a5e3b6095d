'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { SubmitButton } from '../submit-button.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** Asks once before something that cannot be undone, does it, and closes; what went wrong is told in it. */
export function ConfirmDialog(props: {
  title: string
  text: string
  confirm: string
  onConfirm: () => Promise<unknown>
  onClose: () => void
}) {
  const t = useTranslate('settings')
  const form = useSettingsForm(async () => {
    await props.onConfirm()
    props.onClose()
  })
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form {...form.props} className="space-y-5 p-5">
        {form.error !== null && <ErrorNotice error={form.error} />}
        <p>{props.text}</p>
        <div className="flex flex-wrap justify-end gap-2">
          <button type="button" className="button button-plain" onClick={props.onClose}>
            {t('cancel')}
          </button>
          <SubmitButton busy={form.busy} busyText={t('working')} className="button button-seal">
            {props.confirm}
          </SubmitButton>
        </div>
      </form>
    </Dialog>
  )
}
