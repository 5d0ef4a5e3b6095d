'use client'

import { useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import type { AccountView, IdentityView } from '#lib/accounts/read-account.ts'
import { ProviderIcon } from '../provider-icon.tsx'
import { providerNames } from '../providers.ts'
import { SubmitButton } from '../submit-button.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** Accounts elsewhere that open this one. They are connected by signing in through them once. */
export function ConnectedAccounts({ account }: { account: AccountView }) {
  const t = useTranslate('settings')
  const [removing, setRemoving] = useState<IdentityView | null>(null)
  return (
    <div>
      <h3 className="text-xs text-soft">{t('connected')}</h3>
      {account.identities.length + account.removedIdentities.length === 0 ? (
        <p>{t('connectedNone')}</p>
      ) : (
        <ul>
          {account.identities.map((identity) => (
            <li key={identity.provider} className="flex items-center justify-between gap-4 py-1">
              <Identity {...identity} />
              <button
                type="button"
                className="button button-plain button-small shrink-0"
                onClick={() => setRemoving(identity)}
              >
                {t('disconnect')}
                <span className="sr-only"> {providerNames[identity.provider]}</span>
              </button>
            </li>
          ))}
          {account.removedIdentities.map((identity) => (
            <RemovedIdentity key={identity.provider} identity={identity} />
          ))}
        </ul>
      )}
      <p className="mt-1 text-xs text-soft">{t('connectedHint')}</p>
      {removing && (
        <ConfirmDialog
          title={t('disconnectTitle', { provider: providerNames[removing.provider] })}
          text={t('disconnectText', { provider: providerNames[removing.provider] })}
          confirm={t('disconnect')}
          onConfirm={() =>
            callApi('/api/account/identities/remove', {
              method: 'POST',
              body: { provider: removing.provider },
            })
          }
          onClose={() => setRemoving(null)}
        />
      )}
    </div>
  )
}

function Identity({ provider, email, note }: IdentityView & { note?: string }) {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <ProviderIcon provider={provider} />
      <span className="min-w-0 break-all">
        {providerNames[provider]} <span className="text-sm text-soft">{note ?? email}</span>
      </span>
    </span>
  )
}

/** One that was removed opens nothing, until its owner takes that back here. */
function RemovedIdentity({ identity }: { identity: IdentityView }) {
  const t = useTranslate('settings')
  const { provider } = identity
  const form = useSettingsForm(() =>
    callApi('/api/account/identities/allow', { method: 'POST', body: { provider } }),
  )
  return (
    <li className="py-1">
      <form {...form.props} className="flex items-center justify-between gap-4">
        <Identity {...identity} note={t('removedAccount')} />
        <SubmitButton
          busy={form.busy}
          busyText={t('working')}
          className="button button-plain button-small shrink-0"
        >
          {t('allowAgain')}
          <span className="sr-only"> {providerNames[provider]}</span>
        </SubmitButton>
      </form>
      {form.error !== null && <ErrorNotice error={form.error} />}
    </li>
  )
}
