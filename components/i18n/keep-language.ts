import { forgetPreference, keepPreference } from '#components/ui/cookie.ts'
import { followedLocaleCookie, type Locale, localeCookie } from '#lib/i18n/locales.ts'

/** Somebody has chosen the language of this device: from here on it follows no account's. */
export function keepLanguage(locale: Locale): void {
  keepPreference(localeCookie, locale)
  forgetPreference(followedLocaleCookie)
}
