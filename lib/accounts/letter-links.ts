import { env } from '#lib/env.ts'
import type { Locale } from '#lib/i18n/locales.ts'

/** Pages that letters lead to, below the language. */
const pages = {
  home: '',
  account: '/account',
  contact: '/contact',
  signIn: '/sign-in',
  verifyEmail: '/verify-email',
  /** Where a letter for a new password is asked for. */
  forgotPassword: '/forgot-password',
  resetPassword: '/reset-password',
  confirmEmail: '/confirm-email',
  mailLink: '/mail-link',
} as const

/**
 * The address of a page, for a letter. The token stands behind the #, where neither server logs nor Referer headers carry it, and
 * where a program that opens links to look at them does not use it up.
 */
export function letterLink(locale: Locale, page: keyof typeof pages, token?: string): string {
  return `${env.publicUrl}/${locale}${pages[page]}${token ? `#token=${token}` : ''}`
}
