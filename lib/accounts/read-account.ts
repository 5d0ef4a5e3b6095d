import { z } from 'zod'
import { db } from '#lib/db.ts'
import type { Currency } from '#lib/i18n/currencies.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { currency, type IdentityProvider, identityProviders, locale } from './account-input.ts'

/** What an account's owner sees of it. */
export interface AccountView {
  email: string
  emailVerified: boolean
  /** The address that waits to be confirmed. */
  pendingEmail: string | null
  hasPassword: boolean
  /** Accounts elsewhere that open this one. */
  identities: { provider: IdentityProvider; email: string }[]
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
  return {
    email: user.email,
    emailVerified: user.emailVerifiedAt !== null,
    pendingEmail: user.emailTokens[0]?.email ?? null,
    hasPassword: user.passwordHash !== null,
    identities: user.identities.map((identity) => ({
      provider: provider.parse(identity.provider),
      email: identity.email,
    })),
    locale: locale.parse(user.locale),
    currency: currency.nullable().parse(user.currency),
    timeZone: user.timeZone,
    createdAt: user.createdAt.toISOString(),
  }
}
