'use client'

import { useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import type { AccountView } from '#lib/accounts/read-account.ts'
import { ProviderIcon } from '../provider-icon.tsx'
import { providerNames } from '../providers.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** Accounts elsewhere that open this one. They are connected by signing in through them once. */
export function ConnectedAccounts({ account }: { account: AccountView }) {
  const t = useTranslate('settings')
  const [removing, setRemoving] = useState<AccountView['identities'][number] | null>(null)
  return (
    <div>
      <h3 className="text-xs text-soft">{t('connected')}</h3>
      {account.identities.length === 0 ? (
        <p>{t('connectedNone')}</p>
      ) : (
        <ul>
          {account.identities.map((identity) => (
            <li key={identity.provider} className="flex items-center justify-between gap-4 py-1">
              <span className="flex min-w-0 items-center gap-3">
                <ProviderIcon provider={identity.provider} />
                <span className="min-w-0 break-all">
                  {providerNames[identity.provider]}{' '}
                  <span className="text-sm text-soft">{identity.email}</span>
                </span>
              </span>
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
