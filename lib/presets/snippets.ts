import { z } from 'zod'
import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { KEPT_MAX, tooManyKept } from './limits.ts'
import { lockKept } from './lock-kept.ts'
import type { SnippetView } from './view.ts'

/** A piece of a prompt, not a book: a hundred of them are one answer. */
export const SNIPPET_CHARACTERS_MAX = 4_000

export const newSnippetSchema = z.strictObject({
  /** The id it had before it was deleted, to bring it back to its place. */
  id: z.uuid().optional(),
  text: z.string().trim().min(1).max(SNIPPET_CHARACTERS_MAX),
})

const select = { id: true, text: true }

/** A user's snippets, newest first: ids rise with time. */
export function listSnippets(userId: string): Promise<SnippetView[]> {
  return db.snippet.findMany({ where: { userId }, select, orderBy: { id: 'desc' }, take: KEPT_MAX })
}

/**
 * Keeps a snippet; the same text again is the one that is kept already.
 * @throws AppError invalid_request: too_many_kept
 */
export async function createSnippet(
  userId: string,
  { id, text }: z.infer<typeof newSnippetSchema>,
): Promise<SnippetView> {
  return db.$transaction(async (tx) => {
    await lockKept(tx, userId)
    const known = await tx.snippet.findFirst({ where: { userId, text }, select })
    if (known) return known
    if ((await tx.snippet.count({ where: { userId } })) >= KEPT_MAX) throw tooManyKept()
    const isFree = id !== undefined && (await tx.snippet.count({ where: { id } })) === 0
    return tx.snippet.create({ data: { ...(isFree && { id }), userId, text }, select })
  })
}

/** @throws AppError not_found, for somebody else's too */
export async function deleteSnippet(userId: string, id: string): Promise<void> {
  const { count } = await db.snippet.deleteMany({ where: { id, userId } })
  if (count === 0) throw new AppError('not_found')
}
