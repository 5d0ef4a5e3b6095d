import { z } from 'zod'
import { db } from '#lib/db.ts'
import { formatCursor } from '#lib/http/time-cursor.ts'
import { type Filters, whereOf } from './filters.ts'
import { beyondOf, findPictures } from './find-pictures.ts'
import type { PictureLayout } from './view.ts'

/** The character for the first ratio. From here on upwards there are more characters than ratios between 1:20 and 20:1. */
const FIRST_CHARACTER = 48
const RATIO_MIN = 50
const RATIO_MAX = 20_000

const rows = z.tuple([z.object({ ratios: z.string().nullable() })])

/**
 * The proportions of all pictures of a view, for 100,000 of them in some ten milliseconds and as many kilobytes: the database sends
 * one string, and the answer has a character for each picture.
 */
export async function readLayout(userId: string, filters: Filters): Promise<PictureLayout> {
  const [newest] = await findPictures(userId, filters, { from: null, limit: 1 })
  if (!newest) return { asOf: null, count: 0, ratios: [], order: '' }
  const [row] = rows.parse(
    await db.$queryRaw`
      SELECT string_agg(
        least(greatest((width * 1000 + height / 2) / height, ${RATIO_MIN}::integer), ${RATIO_MAX}::integer)::text, ','
        ORDER BY made_at DESC, image_id DESC) AS ratios
      FROM pictures WHERE ${whereOf(userId, filters)} AND ${beyondOf(newest, true, true)}`,
  )
  const places = new Map<string, string>()
  let order = ''
  const all = row.ratios?.split(',') ?? []
  for (const ratio of all) {
    let character = places.get(ratio)
    if (character === undefined) {
      character = String.fromCharCode(FIRST_CHARACTER + places.size)
      places.set(ratio, character)
    }
    order += character
  }
  return { asOf: formatCursor(newest), count: all.length, ratios: [...places.keys()].map(Number), order }
}
