import { z } from 'zod'
import { findModel } from '#lib/catalog/models.ts'
import { listNanoUsd } from '#lib/catalog/quote.ts'
import { paramsOf } from '#lib/catalog/stored-params.ts'
import { db, Prisma } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import type { AmbiguousPage, CostsView, Sum } from './view.ts'

const DAY_MS = 24 * 3_600_000
const NANO_USD_PER_CREDIT = 1_000_000n

const priced = {
  model: z.string(),
  params: z.unknown(),
  promptCharacters: z.number(),
  quoteCredits: z.number(),
  inputs: z.array(z.object({ width: z.number(), height: z.number() })),
  mask: z.boolean(),
}
/** What a job works from, as far as it costs something. */
const inputColumns = Prisma.sql`
  coalesce((SELECT jsonb_agg(jsonb_build_object('width', width, 'height', height) ORDER BY position)
    FROM job_inputs JOIN uploads ON uploads.id = upload_id WHERE job_id = jobs.id AND role = 'image'), '[]') AS inputs,
  EXISTS (SELECT FROM job_inputs WHERE job_id = jobs.id AND role = 'mask') AS mask`
const groupRows = z.array(z.object({ ...priced, count: z.number() }))
const callRows = z.array(
  z.object({
    ...priced,
    imageId: z.string(),
    fence: z.number(),
    provider: z.string(),
    email: z.string(),
    workerId: z.string(),
    errorCode: z.string().nullable(),
    requestId: z.string().nullable(),
    calledAt: z.date().nullable(),
    finishedAt: z.date(),
    imageState: z.enum([
      'waiting',
      'queued',
      'preparing',
      'calling',
      'storing',
      'delivered',
      'failed',
      'cancelled',
    ]),
  }),
)

type Priced = z.infer<z.ZodObject<typeof priced>>

/** What the provider asks for such a picture at list price. A model that left the catalogue counts at its quote. */
function listPrice({ model: id, params, promptCharacters, quoteCredits, inputs, mask }: Priced): bigint {
  const model = findModel(id)
  try {
    if (model) return listNanoUsd({ model, params: paramsOf(params), promptCharacters, inputs, mask })
  } catch {
    // Sizes without a price any more.
  }
  return BigInt(quoteCredits) * NANO_USD_PER_CREDIT
}

/** How many calls since then were sent and not answered, and what they come to if all were billed. */
export async function sumAmbiguous(since: Date): Promise<Sum> {
  // By what they cost and not one by one: there may be thousands, but of few kinds. Short prompts cost the same.
  const groups = groupRows.parse(
    await db.$queryRaw`
      SELECT jobs.model, jobs.params, jobs.quote_credits AS "quoteCredits",
        greatest(2000, char_length(jobs.prompt)) AS "promptCharacters", ${inputColumns}, count(*)::integer AS count
      FROM attempts JOIN images ON images.id = attempts.image_id JOIN jobs ON jobs.id = images.job_id
      WHERE attempts.outcome = 'ambiguous' AND attempts.finished_at > ${since}::timestamptz
      GROUP BY 1, 2, 3, 4, 5, 6`,
  )
  const nanoUsd = groups.reduce((sum, group) => sum + listPrice(group) * BigInt(group.count), 0n)
  return { count: groups.reduce((sum, { count }) => sum + count, 0), nanoUsd: String(nanoUsd) }
}

export async function readCosts(now: Date): Promise<CostsView> {
  const [day, month, all] = await Promise.all([
    sumAmbiguous(new Date(now.getTime() - DAY_MS)),
    sumAmbiguous(new Date(now.getTime() - 30 * DAY_MS)),
    sumAmbiguous(new Date(0)),
  ])
  return { now: now.toISOString(), day, month, all }
}

const cursorSchema = z.tuple([z.iso.datetime().regex(/^[1-9]/), z.uuid(), z.string().regex(/^\d{1,9}$/)])

/**
 * The ambiguous calls themselves, newest first.
 * @throws AppError invalid_request for a cursor that is none of ours
 */
export async function listAmbiguous(options: { cursor?: string; limit: number }): Promise<AmbiguousPage> {
  const { limit } = options
  const after = parseCursor(options.cursor)
  const rows = callRows.parse(
    await db.$queryRaw`
      SELECT attempts.image_id AS "imageId", attempts.fence, images.provider, images.model, email, worker_id AS "workerId",
        attempts.error_code AS "errorCode", provider_request_id AS "requestId", attempts.called_at AS "calledAt",
        attempts.finished_at AS "finishedAt", images.state AS "imageState", jobs.params, jobs.quote_credits AS "quoteCredits",
        char_length(jobs.prompt) AS "promptCharacters", ${inputColumns}
      FROM attempts JOIN images ON images.id = attempts.image_id JOIN jobs ON jobs.id = images.job_id
        JOIN users ON users.id = images.user_id
      WHERE attempts.outcome = 'ambiguous' AND attempts.finished_at <= ${after.time}::timestamptz
        AND (attempts.finished_at, attempts.image_id, attempts.fence)
          < (${after.time}::timestamptz, ${after.imageId}::uuid, ${after.fence}::integer)
      ORDER BY attempts.finished_at DESC, attempts.image_id DESC, attempts.fence DESC LIMIT ${limit + 1}::integer`,
  )
  const calls = rows.slice(0, limit)
  const last = calls.at(-1)
  return {
    calls: calls.map(({ params, promptCharacters, quoteCredits, inputs, mask, ...call }) => ({
      ...call,
      calledAt: call.calledAt?.toISOString() ?? null,
      finishedAt: call.finishedAt.toISOString(),
      nanoUsd: String(listPrice({ model: call.model, params, promptCharacters, quoteCredits, inputs, mask })),
    })),
    nextCursor:
      rows.length > limit && last ? `${last.finishedAt.toISOString()}_${last.imageId}_${last.fence}` : null,
  }
}

function parseCursor(cursor: string | undefined): { time: Date; imageId: string; fence: number } {
  if (!cursor)
    return { time: new Date('9999-01-01'), imageId: 'ffffffff-ffff-ffff-ffff-ffffffffffff', fence: 0 }
  const parsed = cursorSchema.safeParse(cursor.split('_'))
  if (!parsed.success)
    throw new AppError('invalid_request', { problems: [{ field: 'cursor', code: 'malformed' }] })
  const [time, imageId, fence] = parsed.data
  return { time: new Date(time), imageId, fence: Number(fence) }
}
