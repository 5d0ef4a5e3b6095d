import type { Transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { imageQueue } from '#lib/queue/queues.ts'

/** How many of a user's images wait in the engine behind those that run: what a newcomer may find in front of them. */
const WAITING_IN_ENGINE = 2

/**
 * Fair turns (design, section 4): fills the user's window at a provider. At most the cap runs and two wait in the engine;
 * all others stay rows, by priority and age. Call it in every transaction that creates, starts or ends an image of the
 * user, with the wallet lock held: the lock is what makes the counting exact.
 */
export async function promoteImages(tx: Transaction, userId: string, provider: string): Promise<void> {
  const promoted = await tx.$queryRaw<{ id: string; priority: number }[]>`
    WITH in_engine AS (
      SELECT count(*) FILTER (WHERE state = 'queued') AS waiting, count(*) AS all_of_them
      FROM images
      WHERE user_id = ${userId}::uuid AND provider = ${provider}
        AND state IN ('queued', 'preparing', 'calling', 'storing')
    ), next AS (
      SELECT id FROM images
      WHERE user_id = ${userId}::uuid AND provider = ${provider} AND state = 'waiting'
      ORDER BY priority DESC, created_at, id
      LIMIT (
        SELECT greatest(0, least(
          ${WAITING_IN_ENGINE}::int * weight - in_engine.waiting,
          ${WAITING_IN_ENGINE + env.PROVIDER_CONCURRENCY}::int * weight - in_engine.all_of_them
        ))
        FROM in_engine, users WHERE users.id = ${userId}::uuid
      )
    )
    UPDATE images SET state = 'queued' FROM next WHERE images.id = next.id
    RETURNING images.id, images.priority`
  await enqueue(
    tx,
    imageQueue(provider),
    promoted.map(({ id, priority }) => ({ data: { imageId: id }, priority })),
  )
}
