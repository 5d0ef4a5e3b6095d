import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/http/app-error.ts'
import { limit } from '#lib/http/rate-limit.ts'
import { accountRule } from './limits.ts'
import { proveBySession } from './prove-owner.ts'

/**
 * Somebody who is signed in has left for GitHub or Google to connect it. Their browser keeps a sealed note of it, which is good for
 * the one answer that belongs to it: a sign-in there that comes later, perhaps of somebody else, is a sign-in.
 */
const attemptShape = z.object({
  userId: z.uuid(),
  sessionId: z.uuid(),
  provider: z.string(),
  /** The `state` that the provider's answer must bring back. */
  state: z.string().min(1),
  /** The page to come back to: a path of ours without a query. */
  page: z.string(),
})

export type ConnectAttempt = z.infer<typeof attemptShape>

const secure = env.publicUrl.startsWith('https:')
export const connectCookieName = secure ? '__Host-huafang.connect' : 'huafang.connect'

/** Longer than the state (15 minutes): an answer that still counts is never taken for a plain sign-in. */
const ATTEMPT_SECONDS = 20 * 60
/** Other than that of sessions, so that the note can never pass for one. */
const salt = 'connect'

/**
 * Whether it is the account's owner who wants to connect something: a key that stays.
 * @throws AppError mail_unverified, wrong_password, too_many_requests, invalid_request where the password is missing
 */
export async function proveConnecting(userId: string, password: string | null): Promise<void> {
  await limit(accountRule, userId)
  const account = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { id: true, passwordHash: true, emailVerifiedAt: true },
  })
  await proveBySession(account, password, 'password')
  if (!account.emailVerifiedAt) throw new AppError('mail_unverified')
}

/** The note, as a Set-Cookie header. */
export async function keepAttempt(attempt: ConnectAttempt): Promise<string> {
  const secret = env.AUTH_SECRET ?? ''
  return cookie(await encode({ token: attempt, secret, salt, maxAge: ATTEMPT_SECONDS }), ATTEMPT_SECONDS)
}

export function forgetAttempt(): string {
  return cookie('', 0)
}

/** The attempt that a provider's answer belongs to, or null: then the answer is of a plain sign-in. */
export async function readAttempt(
  token: string | undefined,
  answer: { provider: string; state: string | string[] | undefined },
): Promise<ConnectAttempt | null> {
  const secret = env.AUTH_SECRET ?? ''
  const decoded = token && (await decode({ token, secret, salt }).catch(() => null))
  const attempt = attemptShape.safeParse(decoded).data
  return attempt?.provider === answer.provider && attempt.state === answer.state ? attempt : null
}

function cookie(value: string, seconds: number): string {
  return `${connectCookieName}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
