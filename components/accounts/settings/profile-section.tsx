'use client'

import { useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { IdentityProvider } from '#lib/accounts/account-input.ts'
import type { AccountView } from '#lib/accounts/read-account.ts'
import { Notice } from '../notice.tsx'
import { ConnectedAccounts, type Connection } from './connected-accounts.tsx'
import { EmailForm } from './email-form.tsx'
import { PasswordForm } from './password-form.tsx'
import { SettingRow } from './setting-row.tsx'
import { SettingsSection } from './settings-section.tsx'

/** Who somebody is here: the address, the password, accounts elsewhere. */
export function ProfileSection(props: {
  account: AccountView
  offered: readonly IdentityProvider[]
  connection: Connection
  developmentMail: boolean
}) {
  const t = useTranslate('settings')
  const tAccounts = useTranslate('accounts')
  const [passwordSaved, setPasswordSaved] = useState(false)
  const { account } = props
  const { email, emailVerified, pendingEmail, hasPassword } = account
  return (
    <SettingsSection id="profile" title={t('profile')}>
      <SettingRow
        name={tAccounts('email')}
        value={
          <span className="break-all">
            {email}{' '}
            {!emailVerified && <span className="text-sm text-cinnabar-text">{t('emailUnverified')}</span>}
          </span>
        }
        change={t('change')}
        note={
          pendingEmail !== null && (
            <Notice tone="note">
              <p>{t('emailPending', { email: pendingEmail })}</p>
              {props.developmentMail && (
                <p>
                  <a href="/dev/mail" className="link">
                    {tAccounts('openDevelopmentMail')}
                  </a>
                </p>
              )}
            </Notice>
          )
        }
      >
        {(close) => <EmailForm account={account} onDone={close} />}
      </SettingRow>
      <SettingRow
        name={tAccounts('password')}
        value={hasPassword ? t('passwordSet') : t('passwordNone')}
        change={hasPassword ? t('change') : t('set')}
        note={
          passwordSaved && (
            <Notice tone="good">
              <p>{t('passwordSaved')}</p>
            </Notice>
          )
        }
      >
        {(close) => (
          <PasswordForm
            account={account}
            onDone={() => {
              setPasswordSaved(true)
              close()
            }}
          />
        )}
      </SettingRow>
      {props.offered.length + account.identities.length + account.removedIdentities.length > 0 && (
        <ConnectedAccounts account={account} offered={props.offered} connection={props.connection} />
      )}
    </SettingsSection>
  )
}
