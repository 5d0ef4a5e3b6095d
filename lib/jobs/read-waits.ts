import { z } from 'zod'
import { db } from '#lib/db.ts'
import type { ImageState, Wait } from './view.ts'

/** Nobody needs to know whether 340 or 341 are ahead; this many is told as "more than 99". */
const AHEAD_MAX = 100
/** How far down the line is looked for one's place. */
const LINE_ROWS_MAX = 1000

interface InLine {
  id: string
  userId: string
  provider: string
  model: string
  state: ImageState
  notBefore: Date | null
}

const places = z.array(z.object({ id: z.string(), ahead: z.number(), isOwn: z.boolean() }))

/**
 * Why images of one user that are in line are not being made: five small queries for any number of images, and none when
 * none is in line.
 * @param images of one user; those that are not in line are passed over
 * @returns by image id; an image that left the line meanwhile is missing
 */
export async function readWaits(images: readonly InLine[], now: Date): Promise<Map<string, Wait>> {
  const inLine = images.filter(({ state }) => state === 'waiting' || state === 'queued')
  const waits = new Map<string, Wait>()
  const [first] = inLine
  if (!first) return waits
  const { userId } = first
  const ids = inLine.map(({ id }) => id)
  const providers = [...new Set(inLine.map(({ provider }) => provider))]
  const [stopped, pauses, brake, ...lines] = await Promise.all([
    db.providerState.findMany({ where: { provider: { in: providers }, stoppedAt: { not: null } } }),
    db.providerLimit.findMany({ where: { provider: { in: providers }, pausedUntil: { gt: now } } }),
    db.moderationBrake.findFirst({ where: { userId, until: { gt: now } } }),
    ...providers.map((provider) => readPlaces(provider, userId, ids, now)),
  ])
  const placeById = new Map(lines.flat().map((place) => [place.id, place]))

  for (const { id, provider, model, state, notBefore } of inLine) {
    const pause = pauses.find((each) => each.provider === provider && each.model === model)
    const pausedUntil = pause?.pausedUntil ?? null
    const place = placeById.get(id)
    if (stopped.some((each) => each.provider === provider)) waits.set(id, { reason: 'stopped' })
    // What has its place already goes on: the brake holds back what has none yet.
    else if (brake && state === 'waiting') {
      waits.set(id, { reason: 'braked', until: brake.until.toISOString() })
    } else if (notBefore && notBefore > (pausedUntil ?? now)) {
      waits.set(id, { reason: 'later', until: notBefore.toISOString() })
    } else if (pausedUntil) {
      const reason = pause?.pauseReason === 'unreachable' ? 'unreachable' : 'paused'
      waits.set(id, { reason, until: pausedUntil.toISOString() })
    } else if (place) {
      waits.set(id, { reason: place.isOwn && place.ahead > 0 ? 'own' : 'line', ahead: place.ahead })
    }
  }
  return waits
}

/**
 * The places of a user's images at a provider: in the engine's line, which is served by priority and age over all users, and
 * among the rows that wait for their user's turn (promote-images.ts). What cannot be served now, for a pause or a failure of
 * its own, is in nobody's way and not counted; neither is what waits for the places of another model, which are all taken.
 */
async function readPlaces(provider: string, userId: string, imageIds: string[], now: Date) {
  const rows = await db.$queryRaw`
    WITH paused AS MATERIALIZED (
      SELECT coalesce(array_agg(model), '{}') AS models FROM provider_limits
      WHERE provider = ${provider} AND paused_until > ${now}::timestamptz
    ), taken AS MATERIALIZED (
      SELECT coalesce(array_agg(model), '{}') AS models FROM provider_limits l
      WHERE provider = ${provider} AND floor(places) <= (
        SELECT count(*) FROM images i
        WHERE i.provider = l.provider AND i.model = l.model AND i.state IN ('preparing', 'calling'))
    ), top AS MATERIALIZED (
      SELECT id, user_id, model, priority, queued_at, not_before FROM images
      WHERE provider = ${provider} AND state = 'queued'
      ORDER BY priority DESC, queued_at, id LIMIT ${LINE_ROWS_MAX}::integer
    ), due AS MATERIALIZED (
      SELECT id, user_id, model, row_number() OVER (ORDER BY priority DESC, queued_at, id) AS place FROM top, paused
      WHERE model <> ALL(paused.models) AND (not_before IS NULL OR not_before <= ${now}::timestamptz)
    ), line AS (
      SELECT mine.id, count(due.id) AS ahead, count(due.id) FILTER (WHERE due.user_id <> ${userId}::uuid) AS of_others
      FROM due mine CROSS JOIN taken LEFT JOIN due
        ON due.place < mine.place AND (due.model = mine.model OR due.model <> ALL(taken.models))
      WHERE mine.user_id = ${userId}::uuid
      GROUP BY mine.id
    ), in_engine AS MATERIALIZED (
      SELECT images.id, state = 'queued' AS is_queued,
        state <> 'queued' OR (model <> ALL(paused.models) AND (not_before IS NULL OR not_before <= ${now}::timestamptz)) AS counts
      FROM images, paused
      WHERE user_id = ${userId}::uuid AND provider = ${provider}
        AND state IN ('queued', 'preparing', 'calling', 'storing')
    ), next AS (
      SELECT id, priority, pauses, created_at FROM images, paused
      WHERE user_id = ${userId}::uuid AND provider = ${provider} AND state = 'waiting' AND model <> ALL(paused.models)
      ORDER BY priority DESC, pauses, created_at, id LIMIT ${AHEAD_MAX}::integer
    )
    SELECT id, ahead::integer AS ahead, of_others = 0 AS "isOwn" FROM line
    UNION ALL
    SELECT id, ${AHEAD_MAX}::integer, false FROM in_engine
    WHERE is_queued AND counts AND id NOT IN (SELECT id FROM line)
    UNION ALL
    SELECT id, ((SELECT count(*) FROM in_engine WHERE counts)
      + row_number() OVER (ORDER BY priority DESC, pauses, created_at, id) - 1)::integer, true FROM next
    UNION ALL
    SELECT id, ${AHEAD_MAX}::integer, true FROM images
    WHERE id = ANY(${imageIds}::uuid[]) AND state = 'waiting' AND id NOT IN (SELECT id FROM next)`
  return places.parse(rows).map((place) => ({ ...place, ahead: Math.min(place.ahead, AHEAD_MAX) }))
}
