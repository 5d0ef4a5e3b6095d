import type { IdentityProvider } from '#lib/accounts/account-input.ts'

/** Accounts elsewhere that may open one of ours, in the order of their buttons. */
export const identityProviders: readonly IdentityProvider[] = ['github', 'google']

export const providerNames: Record<IdentityProvider, string> = { github: 'GitHub', google: 'Google' }
