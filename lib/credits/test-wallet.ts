import { randomUUID } from 'node:crypto'
import { db } from '#lib/db.ts'
import { createWallet } from './create-wallet.ts'

/** A new user with an empty wallet, for tests. @returns the user's id */
export async function newTestWallet(): Promise<string> {
  const email = `${randomUUID()}@example.com`
  const user = await db.user.create({
    data: { email, emailNormalized: email, passwordHash: 'none' },
    select: { id: true },
  })
  await createWallet(db, user.id)
  return user.id
}
