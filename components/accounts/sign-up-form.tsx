'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError, callApi } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { problemSentence } from '#components/ui/error-sentence.ts'
import { keepPendingEmail } from './pending-email.ts'
import { TextField } from './text-field.tsx'

export function SignUpForm() {
  const t = useTranslate('accounts')
  const tProblems = useTranslate('problems')
  const locale = useLocale()
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  function fieldError(field: string): string | null {
    const problems = error instanceof ApiError ? error.details.problems : undefined
    const problem = problems?.find((each) => each.field === field)
    return problem ? problemSentence(tProblems, problem) : null
  }

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (busy) return
    const form = new FormData(event.currentTarget)
    const email = String(form.get('email')).trim()
    setBusy(true)
    setError(null)
    try {
      await callApi('/api/accounts', {
        method: 'POST',
        body: { email, password: String(form.get('password')), locale },
      })
      keepPendingEmail(email)
      router.push(`/${locale}/check-mail`)
    } catch (caught) {
      setError(caught)
      setBusy(false)
    }
  }

  const emailError = fieldError('email')
  const passwordError = fieldError('password')
  return (
    <form method="post" onSubmit={submit} noValidate className="space-y-5">
      {error !== null && !emailError && !passwordError && <ErrorNotice error={error} showProblems />}
      <TextField
        label={t('email')}
        hint={t('emailHint')}
        error={emailError}
        name="email"
        type="email"
        autoComplete="email"
        required
      />
      <TextField
        label={t('password')}
        hint={t('passwordHint')}
        error={passwordError}
        name="password"
        type="password"
        autoComplete="new-password"
        required
      />
      <button type="submit" className="button button-seal w-full" aria-disabled={busy}>
        {busy ? t('signingUp') : t('signUpButton')}
      </button>
    </form>
  )
}
