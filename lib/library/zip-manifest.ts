import { z } from 'zod'
import { paramsOf } from '#lib/catalog/stored-params.ts'
import { db } from '#lib/db.ts'
import { digitalSourceType } from '#lib/images/export-label.ts'
import { BYTE_ORDER_MARK, csvLine } from './csv.ts'

const time = z.date().transform((date) => date.toISOString())
const rows = z.array(
  z.object({
    id: z.string(),
    jobId: z.string(),
    storageKey: z.string(),
    composed: z.boolean(),
    mediaType: z.string(),
    model: z.string(),
    operation: z.string(),
    prompt: z.string(),
    revisedPrompt: z.string().nullable(),
    params: z.unknown().transform(paramsOf),
    width: z.number(),
    height: z.number(),
    sizeBytes: z.number(),
    costCredits: z.number(),
    askedAt: time,
    startedAt: time.nullable(),
    madeAt: z.date(),
    favourite: z.boolean(),
    folder: z.string().nullable(),
    colours: z.array(z.string()),
  }),
)
export type ZipRow = z.output<typeof rows>[number]

/** What became of each picture on the way into the ZIP. */
export interface Packed {
  file: string
  /** Of the bytes that went in, hexadecimal; null when the file was not there. */
  sha256: string | null
  sizeBytes: number
}

/** Long prompts are held in memory for so many pictures at a time. */
const BATCH = 50

/**
 * A user's pictures with all that is known of them, in the order of their ids, a few at a time. The file is the one that its owner
 * sees: where unpainted parts were put back (`composed`), the picture with them.
 */
export async function* readZipRows(userId: string, ids: readonly string[]): AsyncGenerator<ZipRow> {
  for (let at = 0; at < ids.length; at += BATCH) {
    const found = await db.$queryRaw`
      SELECT images.id, job_id AS "jobId", coalesce(composed_key, storage_key) AS "storageKey", composed_key IS NOT NULL AS composed,
        CASE WHEN composed_key IS NOT NULL THEN 'image/png' ELSE coalesce(media_type, 'image/png') END AS "mediaType",
        pictures.model, pictures.operation, prompt, revised_prompt AS "revisedPrompt", params, pictures.width, pictures.height,
        coalesce(bytes, 0) AS "sizeBytes", cost_credits AS "costCredits", jobs.created_at AS "askedAt",
        images.started_at AS "startedAt", made_at AS "madeAt", favourite, folders.name AS folder, colours
      FROM unnest(${ids.slice(at, at + BATCH)}::uuid[]) WITH ORDINALITY AS wanted (id, place)
        JOIN pictures ON pictures.image_id = wanted.id
        JOIN images ON images.id = wanted.id
        JOIN jobs ON jobs.id = images.job_id
        LEFT JOIN folders ON folders.id = folder_id
      WHERE pictures.user_id = ${userId}::uuid AND storage_key IS NOT NULL
      ORDER BY place`
    yield* rows.parse(found)
  }
}

/** @param file null: the picture's file was not there, so it is not in the ZIP */
function entryOf(row: ZipRow, packed: Packed | undefined) {
  const { storageKey: _ours, madeAt, ...known } = row
  const sha256 = packed?.sha256 ?? null
  return {
    file: sha256 ? packed?.file : null,
    missing: !sha256,
    sha256,
    ...known,
    sizeBytes: sha256 ? (packed?.sizeBytes ?? row.sizeBytes) : row.sizeBytes,
    madeAt: madeAt.toISOString(),
    digitalSourceType: digitalSourceType(row.operation),
  }
}

/** `manifest.json`, piece by piece. @param part of several ZIPs that belong together */
export async function* jsonManifest(
  pictures: AsyncIterable<ZipRow>,
  packed: ReadonlyMap<string, Packed>,
  part?: { number: number; of: number },
): AsyncGenerator<string> {
  const head = {
    version: 1,
    writtenBy: 'Huafang 画坊',
    writtenAt: new Date().toISOString(),
    ...(part && { part }),
  }
  yield `${JSON.stringify(head).slice(0, -1)},"pictures":[`
  let separator = '\n'
  for await (const row of pictures) {
    yield separator + JSON.stringify(entryOf(row, packed.get(row.id)))
    separator = ',\n'
  }
  yield '\n]}\n'
}

/** `manifest.csv`, line by line. */
export async function* csvManifest(
  pictures: AsyncIterable<ZipRow>,
  packed: ReadonlyMap<string, Packed>,
): AsyncGenerator<string> {
  const columns = [
    ...[
      'file',
      'missing',
      'sha256',
      'id',
      'job_id',
      'model',
      'kind',
      'prompt',
      'revised_prompt',
      'params',
      'width',
      'height',
    ],
    ...[
      'media_type',
      'composed',
      'size_bytes',
      'cost_credits',
      'asked_at',
      'started_at',
      'made_at',
      'favourite',
      'folder',
      'colours',
      'digital_source_type',
    ],
  ]
  yield BYTE_ORDER_MARK + csvLine(columns)
  for await (const row of pictures) {
    const entry = entryOf(row, packed.get(row.id))
    const { file, missing, composed, sha256, sizeBytes, madeAt } = entry
    const { id, jobId, model, operation, prompt, revisedPrompt, params, width, height } = row
    const { mediaType, costCredits, askedAt, startedAt, favourite, folder, colours } = row
    yield csvLine([
      ...[file ?? null, missing ? 'yes' : 'no', sha256, id, jobId, model, operation, prompt, revisedPrompt],
      ...[
        JSON.stringify(params),
        width,
        height,
        mediaType,
        composed ? 'yes' : 'no',
        sizeBytes,
        costCredits,
        askedAt,
        startedAt,
        madeAt,
      ],
      ...[favourite ? 'yes' : 'no', folder, colours.join(' '), entry.digitalSourceType],
    ])
  }
}
