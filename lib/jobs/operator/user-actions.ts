import { z } from 'zod'
import { writeAudit } from '#lib/audit/write-audit.ts'
import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'

/** The range that the table holds to. */
export const weightBody = z.strictObject({ weight: z.number().int().min(1).max(100) })

/**
 * Sets how wide a user's window is in fair turns: with weight 3 three times as many run and wait in the engine as with 1. The
 * sweeper fills the wider window.
 * @throws AppError not_found
 */
export async function setWeight(actorId: string, userId: string, weight: number): Promise<void> {
  await db.$transaction(async (tx) => {
    const [user] = await tx.$queryRaw<{ weight: number }[]>`
      SELECT weight FROM users WHERE id = ${userId}::uuid FOR UPDATE`
    if (!user) throw new AppError('not_found')
    if (user.weight === weight) return
    await tx.user.update({ where: { id: userId }, data: { weight } })
    await writeAudit(tx, {
      actorId,
      action: 'user.weight',
      subject: `user:${userId}`,
      details: { from: user.weight, to: weight },
    })
  })
}

/**
 * Lets a user go on whom the moderation brake holds back; what was blocked before counts no more.
 * @throws AppError not_found for a user who is not held back
 */
export async function liftBrake(actorId: string, userId: string, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM moderation_brakes WHERE user_id = ${userId}::uuid FOR UPDATE`
    const brake = await tx.moderationBrake.findUnique({ where: { userId } })
    if (!brake || brake.until <= now) throw new AppError('not_found')
    await tx.moderationBrake.update({ where: { userId }, data: { until: now, liftedAt: now } })
    await writeAudit(tx, {
      actorId,
      action: 'brake.lift',
      subject: `user:${userId}`,
      details: { until: brake.until.toISOString(), level: brake.level, blocks: brake.blocks },
    })
  })
}
