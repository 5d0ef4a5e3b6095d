import { notFound } from 'next/navigation'
import { currentUser } from '#lib/accounts/current-user.ts'
import type { SessionUser } from '#lib/accounts/session-user.ts'

/**
 * The operator who is signed in. For anybody else the page is one that does not exist, its title included: call it in
 * `generateMetadata` too.
 */
export async function requireOperator(): Promise<SessionUser> {
  const user = await currentUser()
  if (user?.role !== 'operator') notFound()
  return user
}
