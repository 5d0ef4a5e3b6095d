import { z } from 'zod'
import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import type { AuditPage } from './actions.ts'

/** A bigint of the database that is above zero. */
const cursorShape = z.string().regex(/^[1-9]\d{0,17}$/)
const detailsShape = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).catch({})
const userSubject = /^user:([0-9a-f-]{36})$/

/**
 * The audit log, newest first.
 * @param cursor `nextCursor` of the page before
 * @throws AppError invalid_request for any other
 */
export async function listAudit(options: { cursor?: string; limit: number }): Promise<AuditPage> {
  const { cursor, limit } = options
  if (cursor !== undefined && !cursorShape.safeParse(cursor).success) {
    throw new AppError('invalid_request', { problems: [{ field: 'cursor', code: 'malformed' }] })
  }
  const rows = await db.auditEntry.findMany({
    where: cursor === undefined ? {} : { id: { lt: BigInt(cursor) } },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = rows.slice(0, limit)
  const emails = await emailsOf(page.flatMap((row) => [row.actorId, userIdOf(row.subject)]))
  const last = page.at(-1)
  return {
    entries: page.map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      actor: row.actorId && (emails.get(row.actorId) ?? row.actorId),
      action: row.action,
      subject: row.subject,
      subjectEmail: emails.get(userIdOf(row.subject) ?? '') ?? null,
      details: detailsShape.parse(row.details),
    })),
    nextCursor: rows.length > limit && last ? String(last.id) : null,
  }
}

function userIdOf(subject: string): string | null {
  return userSubject.exec(subject)?.[1] ?? null
}

async function emailsOf(ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const users = await db.user.findMany({ where: { id: { in: wanted } }, select: { id: true, email: true } })
  return new Map(users.map(({ id, email }) => [id, email]))
}
