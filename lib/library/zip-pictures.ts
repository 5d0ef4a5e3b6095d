import { createHash } from 'node:crypto'
import { z } from 'zod'
import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { type ZipFile, zipStream } from '#lib/http/zip-stream.ts'
import { exportName } from '#lib/images/export-name.ts'
import { storage } from '#lib/storage/storage.ts'
import type { Filters } from './filters.ts'
import { findPictures } from './find-pictures.ts'
import { csvManifest, jsonManifest, type Packed, readZipRows, type ZipRow } from './zip-manifest.ts'

/** At most so many pictures go into one ZIP. */
export const ZIP_MAX = 5000

const foundRows = z.array(z.object({ id: z.string() }))

/**
 * A ZIP of some of a user's pictures, newest first. Ids of others, and of what is in the bin, are passed over.
 * @throws AppError not_found when nothing is left
 */
export async function zipPictures(
  userId: string,
  ids: readonly string[],
): Promise<ReadableStream<Uint8Array>> {
  const found = await db.$queryRaw`
    SELECT image_id AS id FROM pictures
    WHERE user_id = ${userId}::uuid AND image_id = ANY(${ids}::uuid[]) AND deleted_at IS NULL
    ORDER BY made_at DESC, image_id DESC`
  return zipOf(userId, foundRows.parse(found))
}

/**
 * A ZIP of all pictures of a view.
 * @throws AppError not_found when there is none, invalid_request when there are too many for one ZIP
 */
export async function zipView(userId: string, filters: Filters): Promise<ReadableStream<Uint8Array>> {
  const found = await findPictures(userId, filters, { from: null, limit: ZIP_MAX + 1 })
  if (found.length <= ZIP_MAX) return zipOf(userId, found)
  throw new AppError('invalid_request', {
    problems: [{ field: '', code: 'zip_too_many', params: { max: ZIP_MAX } }],
  })
}

function zipOf(userId: string, found: { id: string }[]): ReadableStream<Uint8Array> {
  if (found.length === 0) throw new AppError('not_found')
  const entries = zipEntries(
    userId,
    found.map(({ id }) => id),
  )
  return zipStream(entries)
}

/** One file after the other, each opened when its turn comes, read as fast as the browser takes it. */
async function* zipEntries(userId: string, ids: readonly string[]): AsyncGenerator<ZipFile, undefined> {
  const packed = new Map<string, Packed>()
  const names = new Set<string>()
  for await (const row of readZipRows(userId, ids)) {
    const record: Packed = { file: nameOf(row, names), sha256: null }
    packed.set(row.id, record)
    const opened = await storage.open(row.storageKey)
    if (!opened) continue
    const reader = opened.stream.getReader()
    try {
      yield { name: record.file, input: hashed(reader, record), lastModified: row.madeAt }
    } finally {
      await reader.cancel()
    }
  }
  const lastModified = new Date()
  yield { name: 'manifest.json', input: jsonManifest(readZipRows(userId, ids), packed), lastModified }
  yield { name: 'manifest.csv', input: csvManifest(readZipRows(userId, ids), packed), lastModified }
}

/** A name that no other file of the ZIP has, also where capitals do not count. */
function nameOf({ id, model, madeAt, prompt, mediaType }: ZipRow, names: Set<string>): string {
  const { fileName } = exportName({ imageId: id, model, madeAt, prompt, mediaType })
  const name = names.has(fileName.toLowerCase()) ? fileName.replace(/[^-]*(\.\w+)$/, `${id}$1`) : fileName
  names.add(name.toLowerCase())
  return name
}

async function* hashed(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  record: Packed,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    hash.update(value)
    yield value
  }
  record.sha256 = hash.digest('hex')
}
