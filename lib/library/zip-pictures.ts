import { createHash } from 'node:crypto'
import { z } from 'zod'
import { db, Prisma } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { type ZipFile, zipStream } from '#lib/http/zip-stream.ts'
import { exportName } from '#lib/images/export-name.ts'
import { storage } from '#lib/storage/storage.ts'
import { csvManifest, jsonManifest, type Packed, readZipRows, type ZipRow } from './zip-manifest.ts'

/** At most so many pictures go into one ZIP; more are several ZIPs, and a line that breaks costs one of them. */
export const ZIP_MAX = 5000

/** Which of several ZIPs that belong together. */
export interface ZipPart {
  /** From 1. */
  number: number
  of: number
}

const foundRows = z.array(z.object({ id: z.string() }))
const summaryRows = z.tuple([z.object({ count: z.number(), sizeBytes: z.number() })])

/** What goes into a ZIP of some ids: not those of others, of what is in the bin, and of what was never stored. */
function packable(userId: string, ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`pictures JOIN images ON images.id = image_id
    WHERE pictures.user_id = ${userId}::uuid AND image_id = ANY(${ids}::uuid[]) AND pictures.deleted_at IS NULL
      AND storage_key IS NOT NULL`
}

/**
 * What a ZIP of some pictures would hold, so that a page can say what is wrong before it asks for a file.
 * @returns `sizeBytes`: of the pictures together, as they came
 * @throws AppError not_found when nothing is left of them
 */
export async function checkZip(
  userId: string,
  ids: readonly string[],
): Promise<{ count: number; sizeBytes: number }> {
  const [summary] = summaryRows.parse(
    await db.$queryRaw`
      SELECT count(*)::integer AS count, coalesce(sum(bytes), 0)::double precision AS "sizeBytes"
      FROM ${packable(userId, ids)}`,
  )
  if (summary.count === 0) throw new AppError('not_found')
  return summary
}

/**
 * A ZIP of some of a user's pictures, newest first.
 * @throws AppError not_found when nothing is left of them
 */
export async function zipPictures(
  userId: string,
  ids: readonly string[],
  part?: ZipPart,
): Promise<ReadableStream<Uint8Array>> {
  const found = await db.$queryRaw`
    SELECT image_id AS id FROM ${packable(userId, ids)} ORDER BY made_at DESC, image_id DESC`
  const present = foundRows.parse(found).map(({ id }) => id)
  if (present.length === 0) throw new AppError('not_found')
  return zipStream(zipEntries(userId, present, part))
}

/** One file after the other, each opened when its turn comes, read as fast as the browser takes it. */
async function* zipEntries(
  userId: string,
  ids: readonly string[],
  part: ZipPart | undefined,
): AsyncGenerator<ZipFile, undefined> {
  const packed = new Map<string, Packed>()
  const names = new Set<string>()
  for await (const row of readZipRows(userId, ids)) {
    const record: Packed = { file: nameOf(row, names), sha256: null, sizeBytes: 0 }
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
  // Names of their own, so that the parts can be unpacked into one folder.
  const manifest = part ? `manifest-${part.number}-of-${part.of}` : 'manifest'
  const rows = () => readZipRows(userId, ids)
  yield { name: `${manifest}.json`, input: jsonManifest(rows(), packed, part), lastModified }
  yield { name: `${manifest}.csv`, input: csvManifest(rows(), packed), lastModified }
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
    record.sizeBytes += value.byteLength
    yield value
  }
  record.sha256 = hash.digest('hex')
}
