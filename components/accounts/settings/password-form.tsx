'use client'

import Link from 'next/link'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import type { AccountView } from '#lib/accounts/read-account.ts'
import { PasswordField } from '../password-field.tsx'
import { SubmitButton } from '../submit-button.tsx'
import { fieldText } from '../use-form.ts'
import { UsernameForManagers } from '../username-for-managers.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** Changes the password, or sets the first one. Every other session ends. */
export function PasswordForm(props: { account: AccountView; onDone: () => void }) {
  const t = useTranslate('settings')
  const tAccounts = useTranslate('accounts')
  const locale = useLocale()
  const { email, hasPassword } = props.account
  const form = useSettingsForm(
    async (fields) => {
      const current = hasPassword ? fieldText(fields, 'current') : null
      await callApi('/api/account/password', {
        method: 'POST',
        body: { current, next: fieldText(fields, 'next') },
      })
      props.onDone()
    },
    { wrong_password: 'current' },
  )
  return (
    <form {...form.props} className="space-y-4">
      {form.error !== null && <ErrorNotice error={form.error} showProblems />}
      <UsernameForManagers email={email} />
      {hasPassword && (
        <div>
          <PasswordField
            label={t('currentPassword')}
            error={form.problemAt('current')}
            name="current"
            autoComplete="current-password"
            required
          />
          <p className="mt-1 text-sm">
            <Link
              href={`/${locale}/forgot-password`}
              className="link inline-flex min-h-11 items-center pointer-fine:min-h-8"
            >
              {tAccounts('forgotLink')}
            </Link>
          </p>
        </div>
      )}
      <PasswordField
        label={tAccounts('newPassword')}
        hint={tAccounts('passwordHint')}
        error={form.problemAt('next')}
        name="next"
        autoComplete="new-password"
        required
      />
      <p className="text-xs text-soft">{t('passwordEnds')}</p>
      <SubmitButton busy={form.busy} busyText={tAccounts('saving')} className="button button-seal">
        {tAccounts('resetButton')}
      </SubmitButton>
    </form>
  )
}
