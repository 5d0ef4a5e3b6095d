import type { Currency } from '#lib/i18n/currencies.ts'
import type { Locale } from '#lib/i18n/locales.ts'

/** Who is signed in. No server imports: components may use the type. */
export interface SessionUser {
  id: string
  /** The session that this request came with. */
  sessionId: string
  email: string
  role: 'user' | 'operator'
  locale: Locale
  emailVerified: boolean
  /** Null: as the language suggests (lib/i18n/currencies.ts). */
  currency: Currency | null
  /** An IANA name; null: the browser's. */
  timeZone: string | null
}
