import { z } from 'zod'
import { currencies } from '#lib/i18n/currencies.ts'
import { isTimeZone } from '#lib/i18n/day.ts'
import { locales } from '#lib/i18n/locales.ts'

export const identityProviders = ['github', 'google'] as const
export type IdentityProvider = (typeof identityProviders)[number]

export const PASSWORD_MIN = 8
export const PASSWORD_MAX = 200
/** RFC 5321, 4.5.3.1: the longest address that fits into a path of 256 octets. */
const EMAIL_MAX = 254

/** A mail address as people type it; NFKC first, because Chinese input methods write ＠ and ． in full width. */
export const email = z
  .string()
  .transform((value) => value.normalize('NFKC').trim())
  .pipe(z.string().max(EMAIL_MAX).pipe(z.email()))
const password = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX)
export const locale = z.enum(locales)
export const currency = z.enum(currencies)

export const signUpBody = z.strictObject({ email, password, locale })
const token = z.string().max(200)
const givenPassword = z.string().min(1).max(PASSWORD_MAX)

/** The password only from who is not signed in as the account's owner. */
export const verifyBody = z.strictObject({ token, password: givenPassword.optional() })
export const resendBody = z.strictObject({ email })
export const resetBody = z.strictObject({ email })
export const resetConfirmBody = z.strictObject({ token, password })
export const mailLinkBody = z.strictObject({ email, locale })
export const mailLinkFields = z.object({ token })

/** `current`: null where the account has none. */
export const passwordBody = z.strictObject({ current: givenPassword.nullable(), next: password })
export const emailBody = z.strictObject({ email, password: givenPassword.nullable() })
export const emailConfirmBody = verifyBody
export const sessionEndBody = z.strictObject({ id: z.uuid() })
export const identityBody = z.strictObject({ provider: z.enum(identityProviders) })
export const deleteBody = z.strictObject({
  password: givenPassword.nullable(),
  confirm: z.string().max(EMAIL_MAX),
})

const timeZone = z
  .string()
  .max(100)
  .refine(isTimeZone, { params: { code: 'time_zone_unknown' } })

/** What is left out stays; null leaves it to the language and the browser. */
export const preferencesBody = z.strictObject({
  locale: locale.optional(),
  currency: currency.nullable().optional(),
  timeZone: timeZone.nullable().optional(),
})

/** A form that fails here fails like a wrong password. */
export const signInFields = z.object({ email, password: z.string().min(1).max(PASSWORD_MAX) })
