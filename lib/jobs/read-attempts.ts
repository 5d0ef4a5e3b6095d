import type { InputFidelity } from '#lib/catalog/model.ts'
import { findModel } from '#lib/catalog/models.ts'
import { db } from '#lib/db.ts'
import { BIN_DAYS } from '#lib/library/filters.ts'
import type { AttemptStep, PicturePageView } from './picture-page-view.ts'
import { getImage } from './read-jobs.ts'
import { readSources } from './read-sources.ts'
import type { JobView } from './view.ts'

/** Every call that was made for one image, the first one first. Empty for somebody else's image. */
export async function readAttempts(userId: string, imageId: string): Promise<AttemptStep[]> {
  const rows = await db.attempt.findMany({
    where: { imageId, image: { userId } },
    orderBy: { fence: 'asc' },
    select: { startedAt: true, calledAt: true, finishedAt: true, outcome: true, errorCode: true },
  })
  return rows.map((row) => ({
    startedAt: row.startedAt.toISOString(),
    calledAt: row.calledAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    outcome: row.outcome,
    errorCode: row.errorCode,
  }))
}

/**
 * All that is told of one image on its own page.
 * @throws AppError not_found, for somebody else's image too
 */
export async function readPicturePage(userId: string, imageId: string): Promise<PicturePageView> {
  const [{ image, job }, attempts, picture] = await Promise.all([
    getImage(userId, imageId),
    readAttempts(userId, imageId),
    db.picture.findFirst({
      where: { imageId, userId },
      select: { favourite: true, folder: { select: { id: true, name: true } } },
    }),
  ])
  return {
    image,
    job,
    sources: await readSources(userId, job),
    inputFidelity: fidelityOf(job),
    attempts,
    favourite: picture?.favourite ?? false,
    folder: picture?.folder ?? null,
    keptUntil:
      image.deletedAt && new Date(Date.parse(image.deletedAt) + BIN_DAYS * 24 * 3600_000).toISOString(),
  }
}

function fidelityOf({ model, params, inputs }: JobView): InputFidelity | null {
  if (inputs.length === 0 || !findModel(model)?.inputFidelity.length) return null
  return params.inputFidelity ?? 'low'
}
