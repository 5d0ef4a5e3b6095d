import { statement } from '#lib/credits/statement.ts'
import { db } from '#lib/db.ts'

/** What belongs to one user, page by page, so that an account of years needs no more memory than a new one. */

const PAGE = 200

/** Where a page ended. */
interface Mark {
  at: Date
  id: string
}

/** Walks through rows from the oldest on. */
async function* inOrder<T>(
  page: (after: Mark | undefined) => Promise<T[]>,
  markOf: (row: T) => Mark,
): AsyncGenerator<T> {
  let rows = await page(undefined)
  for (;;) {
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    rows = await page(markOf(last))
  }
}

/** Jobs with their images, oldest first. */
export function exportJobs(userId: string) {
  const page = (after: Mark | undefined) =>
    db.job.findMany({
      where: {
        userId,
        // The first line is what the index can begin at.
        ...(after && {
          createdAt: { gte: after.at },
          OR: [{ createdAt: { gt: after.at } }, { id: { gt: after.id } }],
        }),
      },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: PAGE,
      select: {
        id: true,
        createdAt: true,
        finishedAt: true,
        state: true,
        provider: true,
        model: true,
        operation: true,
        prompt: true,
        params: true,
        n: true,
        quoteCredits: true,
        comparisonId: true,
        keepUnpainted: true,
        // Pictures before the mask, in the order in which they were sent.
        inputs: {
          orderBy: [{ role: 'asc' }, { position: 'asc' }],
          select: { role: true, upload: { select: { id: true, name: true } } },
        },
        images: {
          orderBy: { index: 'asc' },
          select: {
            id: true,
            index: true,
            state: true,
            costCredits: true,
            errorCode: true,
            mediaType: true,
            width: true,
            height: true,
            bytes: true,
            revisedPrompt: true,
            createdAt: true,
            startedAt: true,
            finishedAt: true,
            picture: { select: { favourite: true, deletedAt: true, folder: { select: { name: true } } } },
          },
        },
      },
    })
  return inOrder(page, ({ id, createdAt }) => ({ id, at: createdAt }))
}

/** Few: lib/presets/limits.ts says how many somebody may keep. */
export function exportPresets(userId: string) {
  return db.preset.findMany({ where: { userId }, orderBy: { id: 'asc' }, omit: { userId: true } })
}

/** Few, likewise. */
export function exportSnippets(userId: string) {
  return db.snippet.findMany({ where: { userId }, orderBy: { id: 'asc' }, omit: { userId: true } })
}

/** Names, with which jobs.ndjson says where a picture is. */
export function exportFolders(userId: string) {
  return db.folder.findMany({ where: { userId }, orderBy: { id: 'asc' }, omit: { userId: true } })
}

/** What a user has said is wrong with a job, oldest first; who of the operators has dealt with it is theirs. */
export function exportReports(userId: string) {
  const page = (after: Mark | undefined) =>
    db.problemReport.findMany({
      where: { userId, ...(after && { id: { gt: after.id } }) },
      orderBy: { id: 'asc' },
      take: PAGE,
      omit: { userId: true, closedBy: true },
    })
  return inOrder(page, ({ id, createdAt }) => ({ id, at: createdAt }))
}

/** Inputs and masks, oldest first, as they are stored; the files beside them. */
export function exportUploads(userId: string) {
  const page = (after: Mark | undefined) =>
    db.upload.findMany({
      where: {
        userId,
        ...(after && {
          createdAt: { gte: after.at },
          OR: [{ createdAt: { gt: after.at } }, { id: { gt: after.id } }],
        }),
      },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: PAGE,
      omit: { userId: true, contentHash: true, placeholder: true },
    })
  return inOrder(page, ({ id, createdAt }) => ({ id, at: createdAt }))
}

/** The statement of credits, newest first. */
export async function* exportLedger(userId: string) {
  let cursor: string | undefined
  do {
    const page = await statement(userId, { limit: PAGE, ...(cursor !== undefined && { cursor }) })
    yield* page.entries
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

/**
 * Files of pictures, oldest first, without what is in the bin: the original of each, and beside it the one whose unpainted parts were
 * put back.
 */
export async function* exportPictures(userId: string) {
  const page = (after: Mark | undefined) =>
    db.picture.findMany({
      where: {
        userId,
        deletedAt: null,
        ...(after && {
          madeAt: { gte: after.at },
          OR: [{ madeAt: { gt: after.at } }, { imageId: { gt: after.id } }],
        }),
      },
      orderBy: [{ madeAt: 'asc' }, { imageId: 'asc' }],
      take: PAGE,
      select: {
        imageId: true,
        madeAt: true,
        model: true,
        image: { select: { storageKey: true, composedKey: true, mediaType: true } },
      },
    })
  for await (const picture of inOrder(page, ({ imageId, madeAt }) => ({ id: imageId, at: madeAt }))) {
    const { imageId, madeAt, model, image } = picture
    const { storageKey, composedKey, mediaType } = image
    const made = { id: imageId, madeAt, model }
    if (storageKey && mediaType) yield { ...made, storageKey, mediaType, composed: false }
    if (composedKey) yield { ...made, storageKey: composedKey, mediaType: 'image/png', composed: true }
  }
}
