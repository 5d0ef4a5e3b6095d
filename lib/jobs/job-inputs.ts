import { z } from 'zod'
import type { InputFacts, Inputs } from '#lib/catalog/inputs.ts'
import { inputGone, type PictureRequest, type Problem } from '#lib/catalog/request.ts'
import { db, type Transaction } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'

/** An upload as far as a job has to know it. */
export interface JobUpload extends InputFacts {
  id: string
  kind: string
}

/** A user's uploads by id. */
export type JobUploads = ReadonlyMap<string, JobUpload>

type Named = Pick<PictureRequest, 'inputs' | 'mask'>

function idsOf(requests: readonly Named[]): string[] {
  return [...new Set(requests.flatMap(({ inputs, mask }) => (mask ? [...inputs, mask] : inputs)))]
}

/** Those of the uploads that requests name which are there and this user's: one query for all. */
export async function readUploads(userId: string, requests: readonly Named[]): Promise<JobUploads> {
  const ids = idsOf(requests)
  if (ids.length === 0) return new Map()
  const rows = await db.upload.findMany({
    where: { userId, id: { in: ids } },
    select: { id: true, kind: true, width: true, height: true, mediaType: true, bytes: true, hasAlpha: true },
  })
  return new Map(rows.map(({ bytes, ...facts }) => [facts.id, { ...facts, sizeBytes: bytes }]))
}

/** @throws AppError invalid_request with `input_gone` for each name without an upload of its kind */
export function inputsOf(request: Named, uploads: JobUploads): Inputs<JobUpload> {
  const problems: Problem[] = []
  const find = (id: string, kind: string, number: number): JobUpload[] => {
    const upload = uploads.get(id)
    if (upload?.kind === kind) return [upload]
    problems.push(inputGone(number))
    return []
  }
  const inputs = request.inputs.flatMap((id, index) => find(id, 'picture', index + 1))
  const [mask = null] = request.mask === null ? [] : find(request.mask, 'mask', 0)
  if (problems.length > 0) throw new AppError('invalid_request', { problems })
  return { inputs, mask }
}

const heldRows = z.array(z.object({ id: z.string() }))

/**
 * Keeps uploads from being removed as unused until the transaction ends, and marks them as used, so that a removal which waits for it
 * leaves them. Before the rows of a job: everyone takes uploads first, in one order.
 * @throws AppError invalid_request with `input_gone` for what was removed meanwhile
 */
export async function holdUploads(tx: Transaction, userId: string, request: Named): Promise<void> {
  const ids = idsOf([request])
  if (ids.length === 0) return
  const held = await tx.$queryRaw`
    WITH mine AS (
      SELECT id FROM uploads WHERE id = ANY(${ids}::uuid[]) AND user_id = ${userId}::uuid
      ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE uploads SET used_at = clock_timestamp() FROM mine WHERE uploads.id = mine.id RETURNING uploads.id`
  const there = new Set(heldRows.parse(held).map(({ id }) => id))
  const gone = request.inputs.flatMap((id, index) => (there.has(id) ? [] : [inputGone(index + 1)]))
  if (request.mask !== null && !there.has(request.mask)) gone.push(inputGone(0))
  if (gone.length > 0) throw new AppError('invalid_request', { problems: gone })
}

/** Writes down what a job works from. */
export async function insertInputs(tx: Transaction, jobId: string, { inputs, mask }: Named): Promise<void> {
  const rows = inputs.map((uploadId, position) => ({ jobId, role: 'image', position, uploadId }))
  if (mask !== null) rows.push({ jobId, role: 'mask', position: 0, uploadId: mask })
  if (rows.length > 0) await tx.jobInput.createMany({ data: rows })
}

/** The names of what a job works from, as its rows say. */
export function namedInputs(rows: readonly { role: string; uploadId: string }[]): Named {
  return {
    inputs: rows.filter(({ role }) => role === 'image').map(({ uploadId }) => uploadId),
    mask: rows.find(({ role }) => role === 'mask')?.uploadId ?? null,
  }
}
