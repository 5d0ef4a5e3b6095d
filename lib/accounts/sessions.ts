import { z } from 'zod'
import { db, type Transaction } from '#lib/db.ts'
import { networkOf } from '#lib/http/client-address.ts'

export type SignInMethod = 'password' | 'mail' | 'github' | 'google'

/** A session is over this long after its last use. */
export const SESSION_DAYS = 30
const DAY_MS = 86_400_000
/** `seenAt` is kept to so much, so that not every request writes. */
const SEEN_STEP_MS = 10 * 60_000
const USER_AGENT_MAX = 300
/** More than anybody looks through; all of them can be ended at once. */
const LISTED_MAX = 200

/** One session of a user. */
export interface SessionName {
  userId: string
  sessionId: string
}

/** Where a request comes from, as a session keeps it. */
export interface SignInPlace {
  userAgent: string
  /** The client's IP address; only its network is kept. */
  address: string
  /** The session that this browser came with, whoever's it is: its cookie is lost to the new one, so it ends. */
  replaces?: SessionName | null
}

/**
 * Begins a session, in the transaction that has proved whose it is.
 * @returns its id, which the cookie's token names
 */
export async function beginSession(
  tx: Transaction,
  userId: string,
  method: SignInMethod,
  place: SignInPlace,
): Promise<string> {
  const { id } = await tx.session.create({
    data: {
      userId,
      method,
      userAgent: place.userAgent.slice(0, USER_AGENT_MAX),
      network: networkOf(place.address),
    },
    select: { id: true },
  })
  const { replaces } = place
  if (replaces) await tx.session.deleteMany({ where: { id: replaces.sessionId, userId: replaces.userId } })
  return id
}

/**
 * The session and its user, or null when it has ended. Notes now and then that it is in use, and from where.
 * @param address the client's IP address, where the request is at hand
 */
export async function findSession(
  { userId, sessionId }: SessionName,
  address?: string,
  now: Date = new Date(),
) {
  // Both by their keys and at once: every request waits for this.
  const [session, user] = await Promise.all([
    db.session.findUnique({ where: { id: sessionId } }),
    db.user.findUnique({ where: { id: userId } }),
  ])
  if (!session || session.userId !== userId || !user || user.deletedAt) return null
  const idleMs = now.getTime() - session.seenAt.getTime()
  if (session.seenAt < idleLimit(now)) return null
  if (idleMs > SEEN_STEP_MS) {
    const network = address === undefined ? {} : { network: networkOf(address) }
    await db.session.updateMany({ where: { id: sessionId }, data: { seenAt: now, ...network } })
  }
  return { id: session.id, user }
}

/** Ends one session of a user; one that has ended already is no error. */
export async function endSession(userId: string, sessionId: string): Promise<void> {
  await db.session.deleteMany({ where: { id: sessionId, userId } })
}

/** Ends all sessions of a user but the one that is kept. */
export async function endOtherSessions(
  tx: Transaction,
  userId: string,
  keptSessionId: string | null,
): Promise<void> {
  await tx.session.deleteMany({ where: { userId, ...(keptSessionId && { id: { not: keptSessionId } }) } })
}

export interface SessionView {
  id: string
  method: SignInMethod
  userAgent: string
  /** An IPv4 address or the /64 of an IPv6 one; `unknown` where it cannot be told. */
  network: string
  createdAt: string
  /** Exact to ten minutes. */
  seenAt: string
  /** The session that asks. */
  current: boolean
}

const method = z.enum(['password', 'mail', 'github', 'google'])

/** Where a user is signed in, the last used first. */
export async function listSessions(
  userId: string,
  currentSessionId: string,
  now: Date = new Date(),
): Promise<SessionView[]> {
  const sessions = await db.session.findMany({
    where: { userId, seenAt: { gt: idleLimit(now) } },
    orderBy: [{ seenAt: 'desc' }, { id: 'desc' }],
    take: LISTED_MAX,
  })
  return sessions.map((session) => ({
    id: session.id,
    method: method.parse(session.method),
    userAgent: session.userAgent,
    network: session.network,
    createdAt: session.createdAt.toISOString(),
    seenAt: session.seenAt.toISOString(),
    current: session.id === currentSessionId,
  }))
}

/** What was not used since then is over. */
export function idleLimit(now: Date): Date {
  return new Date(now.getTime() - SESSION_DAYS * DAY_MS)
}
