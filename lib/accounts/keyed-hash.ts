import { createHash, createHmac, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { env } from '#lib/env.ts'

/** For keys of rate limits and networks: whoever reads the table learns no address. Changes with AUTH_SECRET. */
export function keyedHash(purpose: string, value: string): string {
  if (!env.AUTH_SECRET) throw new Error('AUTH_SECRET is not set: `npm start` makes one')
  return createHmac('sha256', env.AUTH_SECRET).update(`${purpose}\0${value}`).digest('base64url')
}

const slowHash = promisify<string, string, number, Buffer>(scrypt)

/**
 * Names a mailbox in the list of bonuses, which outlives the account. Not keyed by AUTH_SECRET, since a new secret must not
 * mean new bonuses; slow instead, because lists of mail addresses can be tried.
 */
export async function bonusHash(emailNormalized: string): Promise<string> {
  return (await slowHash(emailNormalized, 'huafang sign-up bonus', 32)).toString('base64url')
}

/** A secret for a link, 32 random bytes, and the hash of it that is stored. */
export function newToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashToken(token) }
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
