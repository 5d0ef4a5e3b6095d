'use client'

import { useEffect, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Notice } from './notice.tsx'
import { keepPendingEmail, readPendingEmail } from './pending-email.ts'
import { SubmitButton } from './submit-button.tsx'
import { TextField } from './text-field.tsx'
import { fieldText, useForm } from './use-form.ts'

/** Asks for the letter with the link to a new password. The answer is the same whether the address has an account or not. */
export function ForgotPasswordForm(props: { developmentMail: boolean }) {
  const t = useTranslate('accounts')
  const locale = useLocale()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [email, setEmail] = useState('')
  useEffect(() => setEmail(readPendingEmail() ?? ''), [])
  const form = useForm(async (fields) => {
    const address = fieldText(fields, 'email').trim()
    await callApi('/api/accounts/reset', { method: 'POST', body: { email: address } })
    keepPendingEmail(address)
    setSentTo(address)
  })
  return (
    <form {...form.props} className="space-y-5">
      {form.error !== null && <ErrorNotice error={form.error} showProblems />}
      {sentTo !== null && (
        <Notice tone="good">
          <p>{t('forgotSent', { email: sentTo })}</p>
          {props.developmentMail && (
            <p>
              <a href="/dev/mail" className="link" hrefLang={locale}>
                {t('openDevelopmentMail')}
              </a>
            </p>
          )}
        </Notice>
      )}
      <TextField
        label={t('email')}
        error={form.problemAt('email')}
        name="email"
        type="email"
        defaultValue={email}
        autoComplete="username"
        required
      />
      <SubmitButton busy={form.busy} busyText={t('sendingLetter')}>
        {sentTo === null ? t('forgotButton') : t('forgotAgain')}
      </SubmitButton>
    </form>
  )
}
