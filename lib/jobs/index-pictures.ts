import { z } from 'zod'
import { db } from '#lib/db.ts'
import { indexPicture } from '#lib/library/index-picture.ts'
import { log } from '#lib/log.ts'
import { makeImagePreview } from './make-image-preview.ts'

const BATCH = 50

const rows = z.array(
  z.object({ imageId: z.string(), userId: z.string(), prompt: z.string(), madeAt: z.date() }),
)

/**
 * Finishes pictures that nobody finds yet: delivered before there was a library, or their preview was given up. One whose file cannot
 * be read any more is at least found by its words.
 * @param max how many at most; the rest is left to the next run
 * @returns how many
 */
export async function indexPictures(max: number): Promise<number> {
  let done = 0
  while (done < max) {
    // A preview that is being made is in the engine's hands for some minutes.
    const found = await db.$queryRaw`
      SELECT image_id AS "imageId", pictures.user_id AS "userId", prompt, made_at AS "madeAt"
      FROM pictures JOIN images ON images.id = image_id JOIN jobs ON jobs.id = job_id
      WHERE terms IS NULL AND made_at < now() - interval '10 minutes'
      ORDER BY made_at LIMIT ${Math.min(BATCH, max - done)}::integer`
    const pictures = rows.parse(found)
    if (pictures.length === 0) break
    for (const { imageId, userId, prompt } of pictures) {
      try {
        await makeImagePreview(imageId)
      } catch (err) {
        log.warn({ err, imageId }, 'a picture could not be looked at: it is found by its words only')
        await indexPicture(db, { imageId, userId, prompt, colours: [] })
      }
    }
    done += pictures.length
  }
  return done
}
