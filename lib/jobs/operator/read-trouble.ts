import { z } from 'zod'
import { db, Prisma } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import type { OperatorImageView, Trouble, TroubleView } from './view.ts'

/** In a worker's hands or in the engine's line for longer than this wants a look; the longest good call takes minutes. */
const SLOW_MS = 10 * 60_000
/** Past its lease by so much, nobody has taken it over either. */
const LOST_MS = 30_000
const FAILED_WITHIN_MS = 7 * 24 * 3_600_000
const LISTED_MAX = 50

const imageSelect = {
  id: true,
  jobId: true,
  userId: true,
  provider: true,
  model: true,
  state: true,
  errorCode: true,
  createdAt: true,
  queuedAt: true,
  notBefore: true,
  startedAt: true,
  calledAt: true,
  finishedAt: true,
  leaseUntil: true,
  fence: true,
  costCredits: true,
  retryableFailures: true,
  ambiguousCalls: true,
  cancelRequestedAt: true,
  // Not the prompt: whoever looks for a fault need not read what somebody asked for.
  job: {
    select: {
      quoteCredits: true,
      user: { select: { email: true } },
      inputs: {
        orderBy: [{ role: 'asc' }, { position: 'asc' }],
        select: {
          role: true,
          upload: { select: { mediaType: true, width: true, height: true, bytes: true } },
        },
      },
    },
  },
  attempts: {
    orderBy: { fence: 'asc' },
    select: {
      fence: true,
      workerId: true,
      outcome: true,
      errorCode: true,
      startedAt: true,
      calledAt: true,
      finishedAt: true,
      providerRequestId: true,
      costNanoUsd: true,
    },
  },
} satisfies Prisma.ImageSelect

type ImageRow = Prisma.ImageGetPayload<{ select: typeof imageSelect }>

const idRows = z.array(z.object({ id: z.string(), total: z.number() }))

/** Said as the partial indexes say it; the rest is looked at row by row, and there are never many in the engine. */
function troubled(now: Date): Prisma.Sql {
  const slow = new Date(now.getTime() - SLOW_MS)
  const lost = new Date(now.getTime() - LOST_MS)
  return Prisma.sql`state IN ('queued', 'preparing', 'calling', 'storing') AND (
    retryable_failures > 0 OR ambiguous_calls > 0
    OR state = 'queued' AND coalesce(queued_at, created_at) < ${slow}::timestamptz
    OR state <> 'queued' AND (started_at < ${slow}::timestamptz OR lease_until < ${lost}::timestamptz))`
}

export async function countTroubled(now: Date): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::integer AS count FROM images WHERE ${troubled(now)}`
  return rows[0]?.count ?? 0
}

/**
 * Images that want a look: unfinished ones that have failed before, are in the dark or take long, and those that failed in the
 * last seven days for reasons that are not in what the user asked for. A refused request counts as ours: the form should not have
 * let it pass.
 */
export async function readTrouble(now: Date): Promise<TroubleView> {
  const since = new Date(now.getTime() - FAILED_WITHIN_MS)
  const [open, failed] = await Promise.all([
    db.$queryRaw`
      SELECT id, count(*) OVER ()::integer AS total FROM images WHERE ${troubled(now)}
      ORDER BY coalesce(started_at, queued_at, created_at), id LIMIT ${LISTED_MAX}::integer`,
    db.$queryRaw`
      SELECT id, count(*) OVER ()::integer AS total FROM images
      WHERE state = 'failed' AND finished_at > ${since}::timestamptz AND error_code NOT IN ('moderation_blocked', 'input_refused', 'input_too_large')
      ORDER BY finished_at DESC, id DESC LIMIT ${LISTED_MAX}::integer`,
  ])
  const [openRows, failedRows] = [idRows.parse(open), idRows.parse(failed)]
  const images = await readImages(
    [...openRows, ...failedRows].map(({ id }) => id),
    now,
  )
  const pick = (rows: { id: string }[]) => rows.flatMap(({ id }) => images.get(id) ?? [])
  return {
    now: now.toISOString(),
    open: pick(openRows),
    openTotal: openRows[0]?.total ?? 0,
    failed: pick(failedRows),
    failedTotal: failedRows[0]?.total ?? 0,
  }
}

/** @throws AppError not_found */
export async function readOperatorImage(
  imageId: string,
  now: Date,
): Promise<{ now: string; image: OperatorImageView }> {
  const image = (await readImages([imageId], now)).get(imageId)
  if (!image) throw new AppError('not_found')
  return { now: now.toISOString(), image }
}

async function readImages(ids: string[], now: Date): Promise<Map<string, OperatorImageView>> {
  const rows = await db.image.findMany({ where: { id: { in: ids } }, select: imageSelect })
  return new Map(rows.map((row) => [row.id, serialize(row, now)]))
}

function troublesOf(row: ImageRow, now: Date): Trouble[] {
  if (row.finishedAt !== null || row.state === 'waiting') return []
  const past = (at: Date | null, ms: number) => at !== null && now.getTime() - at.getTime() > ms
  const troubles: Trouble[] = []
  if (row.retryableFailures > 0) troubles.push('failures')
  if (row.ambiguousCalls > 0) troubles.push('ambiguous')
  if (row.state === 'queued') {
    if (past(row.queuedAt ?? row.createdAt, SLOW_MS)) troubles.push('slow')
  } else {
    if (past(row.leaseUntil, LOST_MS)) troubles.push('lost')
    if (past(row.startedAt, SLOW_MS)) troubles.push('slow')
  }
  return troubles
}

function serialize(row: ImageRow, now: Date): OperatorImageView {
  const {
    job,
    attempts,
    retryableFailures: _failures,
    ambiguousCalls: _ambiguous,
    cancelRequestedAt,
    ...image
  } = row
  return {
    ...image,
    email: job.user.email,
    quoteCredits: job.quoteCredits,
    inputs: job.inputs.map(({ role, upload: { bytes, ...upload } }) => ({
      role: role === 'mask' ? 'mask' : 'image',
      sizeBytes: bytes,
      ...upload,
    })),
    troubles: troublesOf(row, now),
    cancelRequested: cancelRequestedAt !== null,
    createdAt: image.createdAt.toISOString(),
    queuedAt: isoOf(image.queuedAt),
    notBefore: isoOf(image.notBefore),
    startedAt: isoOf(image.startedAt),
    calledAt: isoOf(image.calledAt),
    finishedAt: isoOf(image.finishedAt),
    leaseUntil: isoOf(image.leaseUntil),
    attempts: attempts.map(({ providerRequestId, costNanoUsd, ...attempt }) => ({
      ...attempt,
      startedAt: attempt.startedAt.toISOString(),
      calledAt: isoOf(attempt.calledAt),
      finishedAt: isoOf(attempt.finishedAt),
      requestId: providerRequestId,
      costNanoUsd: costNanoUsd === null ? null : String(costNanoUsd),
    })),
  }
}

function isoOf(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
