'use client'

import { type FormEvent, useId, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { ChoiceField } from '#components/ui/choice-field.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import type { ReportReason } from '#lib/jobs/report-view.ts'

const reasons: readonly ReportReason[] = ['wrong-picture', 'bad-quality', 'charged', 'unsafe', 'other']
/** As the server takes it (lib/jobs/report-problem.ts). */
const TEXT_MAX = 2000

/** What is wrong with a picture, for the operators; afterwards it says what happens next. */
export function ReportDialog(props: { jobId: string; imageId: string; onClose: () => void }) {
  const t = useTranslate('picture')
  const id = useId()
  const [reason, setReason] = useState<ReportReason>()
  const [text, setText] = useState('')
  const [missing, setMissing] = useState(false)
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [sent, setSent] = useState(false)

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    setMissing(!reason)
    if (!reason || sending) return
    setSending(true)
    setError(null)
    try {
      const body = { imageId: props.imageId, reason, text }
      await callApi(`/api/jobs/${props.jobId}/report`, { method: 'POST', body })
      setSent(true)
    } catch (caught) {
      setError(caught)
    }
    setSending(false)
  }

  return (
    <Dialog title={t('reportTitle')} onClose={props.onClose}>
      {sent ? (
        <div className="space-y-4 p-5">
          <div role="status" className="border-l-2 border-malachite bg-malachite-wash px-3 py-2 text-sm">
            <p className="font-medium">{t('reportDone')}</p>
            <p className="mt-1">{t('reportNext')}</p>
          </div>
          <button
            type="button"
            // The button that was pressed is gone; the way on is here.
            ref={(button) => button?.focus()}
            className="button button-plain"
            onClick={props.onClose}
          >
            {t('reportClose')}
          </button>
        </div>
      ) : (
        <form className="space-y-5 p-5" onSubmit={(event) => void send(event)}>
          <p className="text-sm text-soft">{t('reportLead')}</p>
          <div>
            <ChoiceField
              legend={t('reason.legend')}
              options={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
              value={reason}
              onChange={(value) => {
                setReason(value)
                setMissing(false)
              }}
            />
            {missing && (
              <p role="alert" className="mt-1.5 text-sm text-cinnabar-text">
                {t('reportMissing')}
              </p>
            )}
          </div>
          <div>
            <label htmlFor={`${id}-text`} className="mb-1.5 block text-sm font-medium">
              {t('reportText')}
            </label>
            <textarea
              id={`${id}-text`}
              className="field min-h-28"
              dir="auto"
              maxLength={TEXT_MAX}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            {text.length > TEXT_MAX * 0.8 && (
              <p className="numerals mt-1 text-right text-xs text-soft">
                {t('reportCount', { used: text.length, most: TEXT_MAX })}
              </p>
            )}
          </div>
          {error !== null && <ErrorNotice error={error} />}
          <button type="submit" className="button button-seal w-full" aria-busy={sending}>
            {t(sending ? 'reportSending' : 'reportSend')}
          </button>
        </form>
      )}
    </Dialog>
  )
}
