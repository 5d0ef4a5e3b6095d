import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { formatCursor, parseCursor } from '#lib/http/time-cursor.ts'
import type { Filters } from './filters.ts'
import { findPictures } from './find-pictures.ts'
import { viewPictures } from './picture-rows.ts'
import type { Neighbours, PicturePage, PictureView } from './view.ts'

/**
 * A view's pictures, newest first, page by page.
 * @throws AppError invalid_request for a cursor that is none
 */
export async function listPictures(
  userId: string,
  filters: Filters,
  options: { cursor?: string | undefined; limit: number },
): Promise<PicturePage> {
  const { limit } = options
  const found = await findPictures(userId, filters, { from: parseCursor(options.cursor), limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    pictures: await viewPictures(
      userId,
      page.map(({ id }) => id),
    ),
    nextCursor: found.length > limit && last ? formatCursor(last) : null,
  }
}

/**
 * A piece out of the middle of a view, for a page that knows the view's layout: what came after `asOf` is not counted, so a new
 * picture shifts nothing.
 * @throws AppError invalid_request for an `asOf` that is none
 */
export async function readWindow(
  userId: string,
  filters: Filters,
  window: { asOf: string; offset: number; limit: number },
): Promise<PictureView[]> {
  const { offset, limit } = window
  const from = parseCursor(window.asOf, 'asOf')
  const found = await findPictures(userId, filters, { from, inclusive: true, offset, limit })
  return viewPictures(
    userId,
    found.map(({ id }) => id),
  )
}

/**
 * What lies beside a picture in a view. The picture itself need not be part of it: then, what would.
 * @throws AppError not_found, for somebody else's picture too
 */
export async function readNeighbours(userId: string, imageId: string, filters: Filters): Promise<Neighbours> {
  const picture = await db.picture.findFirst({ where: { imageId, userId }, select: { madeAt: true } })
  if (!picture) throw new AppError('not_found')
  const from = { time: picture.madeAt, id: imageId }
  const [newer, older] = await Promise.all(
    (['newer', 'older'] as const).map(async (to) => {
      const [beside] = await findPictures(userId, filters, { from, to, limit: 1 })
      return beside?.id ?? null
    }),
  )
  return { newer: newer ?? null, older: older ?? null }
}
