import { tellOperators } from '#lib/accounts/tell-operators.ts'
import type { Transaction } from '#lib/db.ts'

/** From then on a person should look whether the filter is mistaken. */
const TOLD_FROM_LEVEL = 3

/** Tells the operators of a user's third brake in a row; earlier and later ones go by without a letter. Call it where one begins. */
export async function tellBrake(
  tx: Transaction,
  brake: { userId: string; level: number; blocks: number; until: Date },
): Promise<void> {
  const { userId, level, blocks, until } = brake
  if (level !== TOLD_FROM_LEVEL) return
  const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } })
  await tellOperators(tx, {
    letter: 'user-braked',
    values: { email, level, blocks, until: until.toISOString() },
  })
}
