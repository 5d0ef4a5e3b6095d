import type { Transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { type Entry, enqueue } from '#lib/queue/enqueue.ts'
import { imageQueue } from '#lib/queue/queues.ts'

/** How many of a user's images wait in the engine behind those that run: what a newcomer may find in front of them. */
const WAITING_IN_ENGINE = 2

/**
 * Fair turns (design, section 4): fills the user's window at a provider. At most the cap runs and two wait in the engine;
 * all others stay rows, by priority and age. What waits for a paused model has a window of two by itself, so that it does not
 * stand in the way of the user's other images; so has what waits out a failure of its own.
 * Call it in every transaction that creates, starts or ends an image of the user, with the wallet lock held: the lock is what
 * makes the counting exact.
 * @param trace of the request that makes a job; what is promoted later belongs to no request any more
 */
export async function promoteImages(
  tx: Transaction,
  userId: string,
  provider: string,
  trace: { traceparent?: string | undefined } = {},
): Promise<void> {
  const promoted = await tx.$queryRaw<{ id: string; model: string; priority: number }[]>`
    WITH paused AS MATERIALIZED (
      SELECT coalesce(array_agg(model), '{}') AS models FROM provider_limits
      WHERE provider = ${provider} AND paused_until > now()
    ), in_engine AS MATERIALIZED (
      SELECT
        count(*) FILTER (WHERE state = 'queued' AND is_due AND NOT is_paused) AS waiting,
        count(*) FILTER (WHERE state = 'queued' AND is_due AND is_paused) AS waiting_for_paused,
        count(*) FILTER (WHERE state = 'queued' AND NOT is_due) AS put_off,
        count(*) FILTER (WHERE state <> 'queued') AS running
      FROM paused, images, LATERAL (
        SELECT model = ANY(paused.models) AS is_paused, not_before IS NULL OR not_before <= now() AS is_due
      ) is_it
      WHERE user_id = ${userId}::uuid AND provider = ${provider}
        AND state IN ('queued', 'preparing', 'calling', 'storing')
    ), free AS MATERIALIZED (
      SELECT
        greatest(0, least(window_size - in_line, window_size + cap - in_line - running)) AS places,
        CASE WHEN cardinality(paused.models) = 0 THEN 0 ELSE greatest(0, window_size - waiting_for_paused) END
          AS places_for_paused
      FROM in_engine, paused, users, LATERAL (
        SELECT ${WAITING_IN_ENGINE}::int * weight AS window_size, ${env.PROVIDER_CONCURRENCY}::int * weight AS cap
      ) scaled, LATERAL (
        -- More than a window of them, and they would all stand before a newcomer when their time comes.
        SELECT waiting + greatest(0, put_off - window_size) AS in_line
      ) counted
      WHERE users.id = ${userId}::uuid
        AND NOT EXISTS (SELECT FROM moderation_brakes b WHERE b.user_id = users.id AND b.until > now())
    ), next AS (
      (SELECT id FROM images
        WHERE user_id = ${userId}::uuid AND provider = ${provider} AND state = 'waiting'
          -- Not <> ALL: the planner takes that to leave next to nothing, and then sorts all of the user's rows to find two.
          AND coalesce(array_position((SELECT models FROM paused)::text[], model), 0) < 1
        ORDER BY priority DESC, pauses, created_at, id
        LIMIT coalesce((SELECT places FROM free), 0))
      UNION ALL
      (SELECT id FROM images
        WHERE user_id = ${userId}::uuid AND provider = ${provider} AND state = 'waiting'
          AND model = ANY((SELECT models FROM paused)::text[])
        ORDER BY priority DESC, pauses, created_at, id
        LIMIT coalesce((SELECT places_for_paused FROM free), 0))
    )
    UPDATE images SET state = 'queued', queued_at = clock_timestamp() FROM next WHERE images.id = next.id
    RETURNING images.id, images.model, images.priority`
  await enqueue(
    tx,
    imageQueue(provider),
    promoted.map((image) => imageEntry(image, trace)),
  )
}

/** The entry of an image in the engine's line. Only points at the row, which is the truth. */
export function imageEntry(
  { id, model, priority }: { id: string; model: string; priority: number },
  trace: { traceparent?: string | undefined } = {},
): Entry {
  return { data: { imageId: id, ...trace }, group: model, priority }
}
