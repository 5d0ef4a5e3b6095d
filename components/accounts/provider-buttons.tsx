'use client'

import { useEffect, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { IdentityProvider } from '#lib/accounts/account-input.ts'
import type { SignInMethods } from '#lib/accounts/sign-in-methods.ts'
import { requestProvider } from './auth-requests.ts'
import { ProviderIcon } from './provider-icon.tsx'
import { identityProviders, providerNames } from './providers.ts'

/** One button for each account elsewhere that the site accepts; none where it accepts none. */
export function ProviderButtons(props: {
  methods: SignInMethods
  /** The page to come back to. */
  next: string
  onError: (error: unknown) => void
}) {
  const t = useTranslate('accounts')
  const [leavingTo, setLeavingTo] = useState<IdentityProvider | null>(null)

  useEffect(() => {
    // Somebody who came back from there without signing in.
    const returned = () => setLeavingTo(null)
    window.addEventListener('pageshow', returned)
    return () => window.removeEventListener('pageshow', returned)
  }, [])

  async function go(provider: IdentityProvider): Promise<void> {
    if (leavingTo) return
    setLeavingTo(provider)
    try {
      location.assign(await requestProvider(provider, props.next))
    } catch (error) {
      setLeavingTo(null)
      props.onError(error)
    }
  }

  return identityProviders
    .filter((provider) => props.methods[provider])
    .map((provider) => (
      <button
        key={provider}
        type="button"
        className="button button-plain w-full"
        aria-disabled={leavingTo !== null || undefined}
        onClick={() => void go(provider)}
      >
        <ProviderIcon provider={provider} />
        {t(leavingTo === provider ? 'providerOpening' : 'providerButton', {
          provider: providerNames[provider],
        })}
      </button>
    ))
}
