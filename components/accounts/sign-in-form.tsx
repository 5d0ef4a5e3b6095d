'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { requestSignIn } from './auth-requests.ts'
import { forgetPendingEmail, readPendingEmail } from './pending-email.ts'
import { safeNextPath } from './safe-next-path.ts'
import { TextField } from './text-field.tsx'

export function SignInForm(props: { next: string | null }) {
  const t = useTranslate('accounts')
  const locale = useLocale()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState(false)
  const [error, setError] = useState<unknown>(null)
  // As a default it yields to whatever was typed or filled in by a password manager before.
  const [email, setEmail] = useState('')
  useEffect(() => setEmail(readPendingEmail() ?? ''), [])

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (busy) return
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setWrong(false)
    setError(null)
    try {
      const result = await requestSignIn(String(form.get('email')), String(form.get('password')))
      if (result === 'ok') {
        forgetPendingEmail()
        // A full load, because header and layout must be drawn anew for the person who is now signed in.
        location.assign(safeNextPath(props.next, `/${locale}/studio`))
        return
      }
      setWrong(true)
    } catch (caught) {
      setError(caught)
    }
    setBusy(false)
  }

  return (
    <form method="post" onSubmit={submit} className="space-y-5">
      {wrong && (
        <p
          role="alert"
          className="rounded-sm border-l-2 border-cinnabar-text bg-cinnabar-wash px-3 py-2.5 text-sm"
        >
          {t('wrongCredentials')}
        </p>
      )}
      {error !== null && <ErrorNotice error={error} />}
      <TextField
        label={t('email')}
        name="email"
        type="email"
        defaultValue={email}
        autoComplete="username"
        required
      />
      <TextField
        label={t('password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <button type="submit" className="button button-seal w-full" aria-disabled={busy}>
        {busy ? t('signingIn') : t('signInButton')}
      </button>
    </form>
  )
}
