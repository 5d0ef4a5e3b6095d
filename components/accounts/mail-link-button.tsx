'use client'

import { Mail } from 'lucide-react'
import { useRef, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError, callApi } from '#components/queries/api.ts'

/** Has a link that signs in sent to the address of the form beside it, so that nothing is typed twice. */
export function MailLinkButton(props: {
  readEmail: () => string
  onSent: (email: string) => void
  onError: (error: unknown) => void
}) {
  const t = useTranslate('accounts')
  const locale = useLocale()
  const sending = useRef(false)
  const [busy, setBusy] = useState(false)

  async function send(): Promise<void> {
    if (sending.current) return
    sending.current = true
    setBusy(true)
    try {
      const email = props.readEmail()
      if (!email) {
        throw new ApiError('invalid_request', { problems: [{ field: 'email', code: 'required' }] })
      }
      await callApi('/api/accounts/mail-link', { method: 'POST', body: { email, locale } })
      props.onSent(email)
    } catch (error) {
      props.onError(error)
    }
    sending.current = false
    setBusy(false)
  }

  return (
    <button
      type="button"
      className="button button-plain w-full"
      aria-disabled={busy || undefined}
      onClick={() => void send()}
    >
      <Mail aria-hidden="true" className="size-5 shrink-0" />
      {busy ? t('sendingLetter') : t('mailLinkButton')}
    </button>
  )
}
