import { redirect } from 'next/navigation'
import { currentUser } from '#lib/accounts/current-user.ts'
import type { SessionUser } from '#lib/accounts/session-user.ts'
import type { Locale } from '#lib/i18n/locales.ts'

/** Who is signed in; anybody else is sent to sign in and then back to `path`, which begins with the language. */
export async function requireUser(locale: Locale, path: string): Promise<SessionUser> {
  const user = await currentUser()
  if (user) return user
  redirect(`/${locale}/sign-in?next=${encodeURIComponent(path)}`)
}
