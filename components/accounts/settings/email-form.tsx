'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import type { AccountView } from '#lib/accounts/read-account.ts'
import { PasswordField } from '../password-field.tsx'
import { SubmitButton } from '../submit-button.tsx'
import { TextField } from '../text-field.tsx'
import { fieldText } from '../use-form.ts'
import { useSettingsForm } from './use-settings-form.ts'

/** Asks for another address; nothing changes before the letter that goes there is opened. */
export function EmailForm(props: { account: AccountView; onDone: () => void }) {
  const t = useTranslate('settings')
  const tAccounts = useTranslate('accounts')
  const { hasPassword } = props.account
  const form = useSettingsForm(
    async (fields) => {
      const email = fieldText(fields, 'email').trim()
      const password = hasPassword ? fieldText(fields, 'password') : null
      await callApi('/api/account/email', { method: 'POST', body: { email, password } })
      props.onDone()
    },
    { wrong_password: 'password' },
  )
  return (
    <form {...form.props} className="space-y-4">
      {form.error !== null && <ErrorNotice error={form.error} showProblems />}
      <TextField
        label={t('newEmail')}
        hint={t('newEmailHint')}
        error={form.problemAt('email')}
        name="email"
        type="email"
        autoComplete="email"
        required
      />
      {hasPassword && (
        <PasswordField
          label={t('currentPassword')}
          error={form.problemAt('password')}
          name="password"
          autoComplete="current-password"
          required
        />
      )}
      <SubmitButton busy={form.busy} busyText={tAccounts('sendingLetter')} className="button button-seal">
        {t('sendLetter')}
      </SubmitButton>
    </form>
  )
}
