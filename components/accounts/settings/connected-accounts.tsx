'use client'

import { useEffect, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError, callApi } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import type { IdentityProvider } from '#lib/accounts/account-input.ts'
import type { AccountView } from '#lib/accounts/read-account.ts'
import { Notice } from '../notice.tsx'
import { ProviderIcon } from '../provider-icon.tsx'
import { identityProviders, providerNames } from '../providers.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { ConnectDialog } from './connect-dialog.tsx'

/** What somebody comes back with who left to connect an account elsewhere: which, or a code of what went wrong. */
export interface Connection {
  connected?: string
  error?: string
}

const errorCodes = ['identity_taken', 'provider_mail_unverified', 'mail_unverified', 'internal'] as const

/** Accounts elsewhere: those that open this one, and those that could. */
export function ConnectedAccounts(props: {
  account: AccountView
  /** Those that this site lets people in through. */
  offered: readonly IdentityProvider[]
  connection: Connection
}) {
  const t = useTranslate('settings')
  const { account, offered } = props
  const [asked, setAsked] = useState<{ provider: IdentityProvider; to: 'connect' | 'remove' } | null>(null)
  const [{ connected, error }, setConnection] = useState(props.connection)
  useEffect(() => {
    // Told once: not again when the page is reloaded, or its address kept.
    if (location.search) history.replaceState(history.state, '', location.pathname + location.hash)
  }, [])
  const open = new Map(account.identities.map(({ provider, email }) => [provider, email]))
  const removed = new Set(account.removedIdentities.map(({ provider }) => provider))
  const listed = identityProviders.filter(
    (each) => offered.includes(each) || open.has(each) || removed.has(each),
  )
  const connectedNow = listed.find((provider) => provider === connected && open.has(provider))

  function ask(provider: IdentityProvider, to: 'connect' | 'remove'): void {
    setConnection({})
    setAsked({ provider, to })
  }

  return (
    <div>
      <h3 className="text-xs text-soft">{t('connected')}</h3>
      <ul>
        {listed.map((provider) => (
          <li key={provider} className="flex items-center justify-between gap-4 py-1">
            <span className="flex min-w-0 items-center gap-3">
              <ProviderIcon provider={provider} />
              <span className="min-w-0">
                {providerNames[provider]}
                <span className="block text-sm wrap-anywhere text-soft">
                  {open.get(provider) ?? t(removed.has(provider) ? 'removedAccount' : 'notConnected')}
                </span>
              </span>
            </span>
            {(open.has(provider) || offered.includes(provider)) && (
              <button
                type="button"
                className="button button-plain button-small shrink-0"
                onClick={() => ask(provider, open.has(provider) ? 'remove' : 'connect')}
              >
                {t(open.has(provider) ? 'disconnect' : 'connect')}
                <span className="sr-only"> {providerNames[provider]}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-2 empty:hidden">
        {connectedNow && (
          <Notice tone="good">
            <p>{t('connectedNow', { provider: providerNames[connectedNow] })}</p>
          </Notice>
        )}
        {error !== undefined && (
          <ErrorNotice error={new ApiError(errorCodes.find((code) => error === code) ?? 'connect_failed')} />
        )}
      </div>
      {asked?.to === 'connect' && (
        <ConnectDialog account={account} provider={asked.provider} onClose={() => setAsked(null)} />
      )}
      {asked?.to === 'remove' && (
        <ConfirmDialog
          title={t('disconnectTitle', { provider: providerNames[asked.provider] })}
          text={t('disconnectText', { provider: providerNames[asked.provider] })}
          confirm={t('disconnect')}
          onConfirm={() =>
            callApi('/api/account/identities/remove', { method: 'POST', body: { provider: asked.provider } })
          }
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  )
}
