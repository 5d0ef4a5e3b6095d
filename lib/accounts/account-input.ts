import { z } from 'zod'
import { currencies } from '#lib/i18n/currencies.ts'
import { locales } from '#lib/i18n/locales.ts'

export const PASSWORD_MIN = 8
export const PASSWORD_MAX = 200
/** RFC 5321, 4.5.3.1: the longest address that fits into a path of 256 octets. */
const EMAIL_MAX = 254

// NFKC first: Chinese input methods write ＠ and ． in full width.
const email = z
  .string()
  .transform((value) => value.normalize('NFKC').trim())
  .pipe(z.string().max(EMAIL_MAX).pipe(z.email()))
const password = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX)
export const locale = z.enum(locales)
export const currency = z.enum(currencies)

export const signUpBody = z.strictObject({ email, password, locale })
export const verifyBody = z.strictObject({ token: z.string().max(200) })
export const resendBody = z.strictObject({ email })
/** A form that fails here fails like a wrong password. */
export const signInFields = z.object({ email, password: z.string().min(1).max(PASSWORD_MAX) })
