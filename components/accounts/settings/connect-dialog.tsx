'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import type { IdentityProvider } from '#lib/accounts/account-input.ts'
import type { AccountView } from '#lib/accounts/read-account.ts'
import { requestConnect } from '../auth-requests.ts'
import { PasswordField } from '../password-field.tsx'
import { providerNames } from '../providers.ts'
import { SubmitButton } from '../submit-button.tsx'
import { fieldText } from '../use-form.ts'
import { UsernameForManagers } from '../username-for-managers.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** Says where the way leads, asks for the password, since a key to the account stays, and leaves for the provider. */
export function ConnectDialog(props: {
  account: AccountView
  provider: IdentityProvider
  onClose: () => void
}) {
  const t = useTranslate('settings')
  const tAccounts = useTranslate('accounts')
  const { email, hasPassword } = props.account
  const provider = providerNames[props.provider]
  const form = useSettingsForm(
    async (fields) => {
      const password = hasPassword ? fieldText(fields, 'password') : null
      location.assign(await requestConnect(props.provider, { next: location.pathname, password }))
      return 'leaving'
    },
    { wrong_password: 'password' },
  )
  return (
    <Dialog title={t('connectTitle', { provider })} onClose={props.onClose}>
      <form {...form.props} className="space-y-5 p-5">
        {form.error !== null && <ErrorNotice error={form.error} />}
        <p>{t('connectText', { provider })}</p>
        {hasPassword && (
          <>
            <UsernameForManagers email={email} />
            <PasswordField
              label={t('currentPassword')}
              error={form.problemAt('password')}
              name="password"
              autoComplete="current-password"
              required
            />
          </>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <button type="button" className="button button-plain" onClick={props.onClose}>
            {t('cancel')}
          </button>
          <SubmitButton
            busy={form.busy}
            busyText={tAccounts('providerOpening', { provider })}
            className="button button-seal"
          >
            {t('connectGo', { provider })}
          </SubmitButton>
        </div>
      </form>
    </Dialog>
  )
}
