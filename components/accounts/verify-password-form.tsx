'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { requestSignIn } from './auth-requests.ts'
import { PasswordField } from './password-field.tsx'
import { forgetPendingEmail, keepPendingEmail, readPendingEmail } from './pending-email.ts'
import { SubmitButton } from './submit-button.tsx'
import { fieldText, useForm } from './use-form.ts'
import { UsernameForManagers } from './username-for-managers.tsx'
import { keepVerified, type Verified } from './verified-storage.ts'

/** The password that was chosen when signing up: verifies the address, signs in and goes on to the studio. */
export function VerifyPasswordForm(props: { token: string }) {
  const t = useTranslate('accounts')
  const locale = useLocale()
  const [email, setEmail] = useState('')
  useEffect(() => setEmail(readPendingEmail() ?? ''), [])
  const form = useForm(
    async (fields) => {
      const password = fieldText(fields, 'password')
      const verified = await callApi<Verified & { email: string }>('/api/accounts/verify', {
        method: 'POST',
        body: { token: props.token, password },
      })
      keepVerified(verified)
      const studio = await requestSignIn(verified.email, password, `/${locale}/studio`).catch(() => null)
      if (studio) forgetPendingEmail()
      else keepPendingEmail(verified.email)
      location.assign(studio ?? `/${locale}/sign-in`)
      return 'leaving'
    },
    { wrong_password: 'password' },
  )
  const { ref } = form.props
  useEffect(() => ref.current?.querySelector<HTMLElement>('[name="password"]')?.focus(), [ref])
  return (
    <form {...form.props} className="space-y-5">
      <p>{t('verifyPasswordLead')}</p>
      {form.error !== null && <ErrorNotice error={form.error} />}
      <UsernameForManagers email={email} />
      <PasswordField
        label={t('password')}
        error={form.problemAt('password')}
        name="password"
        autoComplete="current-password"
        required
      />
      <SubmitButton busy={form.busy} busyText={t('verifying')}>
        {t('verifyButton')}
      </SubmitButton>
      <p className="text-sm">
        <Link href={`/${locale}/forgot-password`} className="link">
          {t('forgotLink')}
        </Link>
      </p>
    </form>
  )
}
