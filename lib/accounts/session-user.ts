import type { Locale } from '#lib/i18n/locales.ts'
/** Who is signed in. No server imports: components may use the type. */
export interface SessionUser {
  id: string
  email: string
  role: 'user' | 'operator'
  locale: Locale
  emailVerified: boolean
}
