import { z } from 'zod'
import { paramsOf } from '#lib/catalog/stored-params.ts'
import { db } from '#lib/db.ts'
import { colourNames } from '#lib/images/main-colours.ts'
import type { PictureView } from './view.ts'

const PROMPT_MAX = 400

const time = z.date().transform((date) => date.toISOString())
const rows = z.array(
  z.object({
    id: z.string(),
    jobId: z.string(),
    index: z.number(),
    model: z.string(),
    operation: z.enum(['generate', 'edit', 'mask']),
    prompt: z.string(),
    params: z.unknown().transform(paramsOf),
    madeAt: time,
    costCredits: z.number(),
    width: z.number(),
    height: z.number(),
    mediaType: z.string(),
    sizeBytes: z.number(),
    placeholder: z.string().nullable(),
    hasPreview: z.boolean(),
    favourite: z.boolean(),
    folderId: z.string().nullable(),
    deletedAt: time.nullable(),
    colours: z.array(z.enum(colourNames)),
  }),
)

/** Pictures as they are told, in the order of their ids; one that has gone meanwhile, or is somebody else's, is left out. */
export async function viewPictures(userId: string, ids: readonly string[]): Promise<PictureView[]> {
  if (ids.length === 0) return []
  const found = await db.$queryRaw`
    SELECT images.id, job_id AS "jobId", index, pictures.model, pictures.operation, left(prompt, ${PROMPT_MAX}::integer) AS prompt,
      params, made_at AS "madeAt", cost_credits AS "costCredits", pictures.width, pictures.height,
      coalesce(media_type, 'image/png') AS "mediaType", coalesce(bytes, 0) AS "sizeBytes", placeholder,
      preview_key IS NOT NULL AS "hasPreview", favourite, folder_id AS "folderId", pictures.deleted_at AS "deletedAt", colours
    FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS wanted (id, place)
      JOIN pictures ON pictures.image_id = wanted.id
      JOIN images ON images.id = wanted.id
      JOIN jobs ON jobs.id = images.job_id
    WHERE pictures.user_id = ${userId}::uuid
    ORDER BY place`
  return rows.parse(found)
}
