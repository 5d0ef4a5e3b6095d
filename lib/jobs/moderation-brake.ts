import { z } from 'zod'
import { lockWallet } from '#lib/credits/lock-wallet.ts'
import { db, type Transaction } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { tellBrake } from './operator/tell-brake.ts'

/** So many blocked pictures within so long, and the user starts nothing new for a while. */
const BLOCKS_MAX = 5
const WINDOW_MS = 10 * 60_000
/** How long, by how many times in a row it happened; from the last on they stay as long. */
const BRAKES_MS = [10 * 60_000, 60 * 60_000, 24 * 60 * 60_000] as const
/** A brake within so long after the last one's end is one more in a row. */
const ROW_MS = 24 * 60 * 60_000

export interface Brake {
  userId: string
  until: Date
  /** How many blocks led to it. */
  blocks: number
  /** How many times in a row. */
  level: number
}

const counted = z.tuple([z.object({ blocks: z.number() })])

/**
 * Counts a user's blocked pictures and brakes them when there are too many, because a provider takes the whole account to task
 * for one user. Call it in the transaction that ends an image as `moderation_blocked`, after the row says so.
 * Blocks of calls that were under way when a brake began count for nothing, and neither does what an operator has forgiven.
 * The operators are told of the third brake in a row.
 * @returns the brake that begins with this block, or null
 */
export async function noteBlock(tx: Transaction, userId: string, now: Date): Promise<Brake | null> {
  // Two blocks at once must see each other, or the fifth could be missed.
  await lockWallet(tx, userId)
  await tx.$queryRaw`SELECT 1 FROM moderation_brakes WHERE user_id = ${userId}::uuid FOR UPDATE`
  const last = await tx.moderationBrake.findUnique({ where: { userId } })
  // While a brake holds this lies ahead, and nothing counts.
  const since = new Date(Math.max(now.getTime() - WINDOW_MS, last?.until.getTime() ?? 0))
  // Prisma would send the code as a parameter, which the partial index never matches.
  const rows = await tx.$queryRaw`
    SELECT count(*)::integer AS blocks FROM images
    WHERE user_id = ${userId}::uuid AND error_code = 'moderation_blocked' AND finished_at >= ${since}::timestamptz`
  const [{ blocks }] = counted.parse(rows)
  if (blocks < BLOCKS_MAX) return null

  const isInRow = last !== null && !last.liftedAt && now.getTime() - last.until.getTime() < ROW_MS
  const level = isInRow ? last.level + 1 : 1
  const lastsMs = BRAKES_MS[Math.min(level, BRAKES_MS.length) - 1] ?? BRAKES_MS[0]
  const brake = { until: new Date(now.getTime() + lastsMs), blocks, level }
  const row = { ...brake, startedAt: now, liftedAt: null }
  await tx.moderationBrake.upsert({ where: { userId }, create: { userId, ...row }, update: row })
  await tellBrake(tx, { userId, ...brake })
  return { userId, ...brake }
}

/** Until when the user may start nothing new; null for nearly everybody. */
export async function brakedUntil(userId: string, now: Date): Promise<Date | null> {
  const brake = await db.moderationBrake.findUnique({ where: { userId }, select: { until: true } })
  return brake && brake.until > now ? brake.until : null
}

/** @throws AppError moderation_brake, with the time that is left, rounded up: in hours when nobody would count the minutes */
export async function refuseWhileBraked(userId: string, now: Date): Promise<void> {
  const until = await brakedUntil(userId, now)
  if (!until) return
  const retryAfterSeconds = Math.ceil((until.getTime() - now.getTime()) / 1000)
  const minutes = Math.ceil(retryAfterSeconds / 60)
  const params = minutes > 90 ? { hours: Math.ceil(minutes / 60), minutes: 0 } : { hours: 0, minutes }
  throw new AppError('moderation_brake', { params, retryAfterSeconds })
}
