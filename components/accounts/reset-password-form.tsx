'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError, callApi } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { requestSignIn } from './auth-requests.ts'
import { IncompleteLink } from './incomplete-link.tsx'
import { Notice } from './notice.tsx'
import { PasswordField } from './password-field.tsx'
import { forgetPendingEmail, readPendingEmail } from './pending-email.ts'
import { SubmitButton } from './submit-button.tsx'
import { fieldText, useForm } from './use-form.ts'
import { useLinkToken } from './use-link-token.ts'
import { UsernameForManagers } from './username-for-managers.tsx'

/** The new password, by the token of a letter. In the tab that asked for the letter it also signs in at once. */
export function ResetPasswordForm() {
  const t = useTranslate('accounts')
  const locale = useLocale()
  const token = useLinkToken()
  const [done, setDone] = useState(false)
  const [email, setEmail] = useState('')
  useEffect(() => setEmail(readPendingEmail() ?? ''), [])
  const form = useForm(async (fields) => {
    const password = fieldText(fields, 'password')
    await callApi('/api/accounts/reset/confirm', { method: 'POST', body: { token, password } })
    const studio = email && (await requestSignIn(email, password, `/${locale}/studio`).catch(() => null))
    if (!studio) {
      setDone(true)
      return
    }
    forgetPendingEmail()
    location.assign(studio)
    return 'leaving'
  })
  if (token === null) return <IncompleteLink />
  if (done) {
    return (
      <>
        <Notice tone="good">
          <p>{t('resetDone')}</p>
        </Notice>
        <Link href={`/${locale}/sign-in`} className="button button-seal">
          {t('toSignIn')}
        </Link>
      </>
    )
  }
  const gone = form.error instanceof ApiError && form.error.code === 'reset_invalid'
  return (
    <form {...form.props} className="space-y-5">
      {form.error !== null && (
        <ErrorNotice error={form.error} showProblems>
          {gone && (
            <p>
              <Link href={`/${locale}/forgot-password`} className="link">
                {t('forgotButton')}
              </Link>
            </p>
          )}
        </ErrorNotice>
      )}
      <UsernameForManagers email={email} />
      <PasswordField
        label={t('newPassword')}
        hint={t('passwordHint')}
        error={form.problemAt('password')}
        name="password"
        autoComplete="new-password"
        required
      />
      <SubmitButton busy={form.busy} busyText={t('saving')}>
        {t('resetButton')}
      </SubmitButton>
    </form>
  )
}
