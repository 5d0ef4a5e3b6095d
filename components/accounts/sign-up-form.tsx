'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import type { SignInMethods } from '#lib/accounts/sign-in-methods.ts'
import { Or } from './or.tsx'
import { PasswordField } from './password-field.tsx'
import { keepPendingEmail } from './pending-email.ts'
import { ProviderButtons } from './provider-buttons.tsx'
import { SubmitButton } from './submit-button.tsx'
import { TextField } from './text-field.tsx'
import { fieldText, useForm } from './use-form.ts'

export function SignUpForm(props: { methods: SignInMethods }) {
  const t = useTranslate('accounts')
  const locale = useLocale()
  const router = useRouter()
  const form = useForm(async (fields) => {
    const email = fieldText(fields, 'email').trim()
    await callApi('/api/accounts', {
      method: 'POST',
      body: { email, password: fieldText(fields, 'password'), locale },
    })
    keepPendingEmail(email)
    router.push(`/${locale}/check-mail`)
    return 'leaving'
  })
  const { methods } = props
  return (
    <div className="space-y-6">
      <form {...form.props} className="space-y-5">
        {form.error !== null && <ErrorNotice error={form.error} showProblems />}
        <TextField
          label={t('email')}
          hint={t('emailHint')}
          error={form.problemAt('email')}
          name="email"
          type="email"
          autoComplete="username"
          required
        />
        <PasswordField
          label={t('password')}
          hint={t('passwordHint')}
          error={form.problemAt('password')}
          name="password"
          autoComplete="new-password"
          required
        />
        <SubmitButton busy={form.busy} busyText={t('signingUp')}>
          {t('signUpButton')}
        </SubmitButton>
      </form>
      {(methods.github || methods.google) && (
        <>
          <Or />
          <div className="space-y-2.5">
            <ProviderButtons methods={methods} next={`/${locale}/studio`} onError={form.fail} />
          </div>
        </>
      )}
    </div>
  )
}
