import { db } from '#lib/db.ts'
import type { IdentityProvider } from './account-input.ts'

/** Lets GitHub or Google, once removed, open an account again. One that was not removed is no error. */
export async function allowIdentity(userId: string, provider: IdentityProvider): Promise<void> {
  await db.identity.updateMany({ where: { userId, provider }, data: { removedAt: null } })
}
