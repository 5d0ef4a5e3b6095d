import { z } from 'zod'
import { db } from '#lib/db.ts'
import type { Currency } from '#lib/i18n/currencies.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { currency, type IdentityProvider, identityProviders, locale } from './account-input.ts'

export interface IdentityView {
  provider: IdentityProvider
  email: string
}

/** What an account's owner sees of it. */
export interface AccountView {
  email: string
  emailVerified: boolean
  /** The address that waits to be confirmed. */
  pendingEmail: string | null
  hasPassword: boolean
  /** Accounts elsewhere that open this one. */
  identities: IdentityView[]
  /** Those that its owner has taken away: they open nothing until they are connected again. */
  removedIdentities: IdentityView[]
  locale: Locale
  /** Null: as the language suggests. */
  currency: Currency | null
  /** An IANA name; null: the browser's. */
  timeZone: string | null
  createdAt: string
}

const provider = z.enum(identityProviders)

/** A user's account. @throws Error when there is none */
export async function readAccount(userId: string): Promise<AccountView> {
  const user = await db.user.findUniqueOrThrow({
    where: { id: userId },
    omit: { passwordHash: false },
    include: {
      identities: { orderBy: { provider: 'asc' } },
      emailTokens: {
        where: { purpose: 'change-email', usedAt: null, expiresAt: { gt: new Date() } },
        orderBy: { createdAt: 'desc' },
        take: 1,
      },
    },
  })
  const identities = user.identities.map(({ removedAt, email, ...identity }) => ({
    isRemoved: removedAt !== null,
    view: { provider: provider.parse(identity.provider), email },
  }))
  return {
    email: user.email,
    emailVerified: user.emailVerifiedAt !== null,
    pendingEmail: user.emailTokens[0]?.email ?? null,
    hasPassword: user.passwordHash !== null,
    identities: identities.filter(({ isRemoved }) => !isRemoved).map(({ view }) => view),
    removedIdentities: identities.filter(({ isRemoved }) => isRemoved).map(({ view }) => view),
    locale: locale.parse(user.locale),
    currency: currency.nullable().parse(user.currency),
    timeZone: user.timeZone,
    createdAt: user.createdAt.toISOString(),
  }
}
