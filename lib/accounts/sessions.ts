import { db } from '#lib/db.ts'
import { networkOf } from '#lib/http/client-address.ts'

export type SignInMethod = 'password' | 'mail' | 'github' | 'google'

/** A session is over this long after its last use. */
export const SESSION_DAYS = 30
const DAY_MS = 86_400_000
/** `seenAt` is kept to so much, so that not every request writes. */
const SEEN_STEP_MS = 10 * 60_000
const USER_AGENT_MAX = 300

/** Where a request comes from, as a session keeps it. */
export interface SignInPlace {
  userAgent: string
  /** The client's IP address; only its network is kept. */
  address: string
}

/** Begins a session. @returns its id, which the cookie's token names */
export async function beginSession(
  userId: string,
  method: SignInMethod,
  place: SignInPlace,
): Promise<string> {
  const { id } = await db.session.create({
    data: {
      userId,
      method,
      userAgent: place.userAgent.slice(0, USER_AGENT_MAX),
      network: networkOf(place.address),
    },
    select: { id: true },
  })
  return id
}

/** The session and its user, or null when it has ended. Notes now and then that it is in use. */
export async function findSession(sessionId: string, now: Date = new Date()) {
  const session = await db.session.findUnique({ where: { id: sessionId }, include: { user: true } })
  if (!session || session.user.deletedAt) return null
  const idleMs = now.getTime() - session.seenAt.getTime()
  if (idleMs > SESSION_DAYS * DAY_MS) return null
  if (idleMs > SEEN_STEP_MS) await db.session.updateMany({ where: { id: sessionId }, data: { seenAt: now } })
  return session
}

/** Ends one session of a user; one that has ended already is no error. */
export async function endSession(userId: string, sessionId: string): Promise<void> {
  await db.session.deleteMany({ where: { id: sessionId, userId } })
}
