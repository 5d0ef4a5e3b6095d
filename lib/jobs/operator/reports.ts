import { z } from 'zod'
import { writeAudit } from '#lib/audit/write-audit.ts'
import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { pageQuery } from '#lib/http/page-query.ts'
import { formatCursor, parseCursor } from '#lib/http/time-cursor.ts'
import type { ReportsPage } from '../report-view.ts'

export const reportsQuery = pageQuery.extend({ state: z.enum(['open', 'closed']).default('open') })

/**
 * What users reported, newest first.
 * @throws AppError invalid_request for a cursor that is not from a page before
 */
export async function listReports(options: z.output<typeof reportsQuery>): Promise<ReportsPage> {
  const { cursor, limit, state } = options
  const after = parseCursor(cursor)
  const rows = await db.problemReport.findMany({
    where: {
      closedAt: state === 'open' ? null : { not: null },
      ...(after && {
        OR: [{ createdAt: { lt: after.time } }, { createdAt: after.time, id: { lt: after.id } }],
      }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    include: {
      user: { select: { email: true } },
      job: { select: { model: true, images: { select: { id: true }, orderBy: { index: 'asc' }, take: 1 } } },
    },
  })
  const page = rows.slice(0, limit)
  const closers = await emailsOf(page.flatMap(({ closedBy }) => closedBy ?? []))
  const last = page.at(-1)
  return {
    reports: page.map((row) => ({
      id: row.id,
      createdAt: row.createdAt.toISOString(),
      userId: row.userId,
      email: row.user.email,
      jobId: row.jobId,
      imageId: row.imageId ?? row.job.images[0]?.id ?? null,
      aboutJob: row.imageId === null,
      model: row.job.model,
      reason: row.reason,
      text: row.text,
      closedAt: row.closedAt?.toISOString() ?? null,
      closedBy: row.closedBy && (closers.get(row.closedBy) ?? row.closedBy),
    })),
    nextCursor: rows.length > limit && last ? formatCursor({ time: last.createdAt, id: last.id }) : null,
  }
}

async function emailsOf(ids: string[]): Promise<Map<string, string>> {
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, email: true } })
  return new Map(users.map(({ id, email }) => [id, email]))
}

/**
 * Marks a report as dealt with.
 * @throws AppError not_found when it is closed already, or there is none
 */
export async function closeReport(actorId: string, reportId: string, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.problemReport.updateMany({
      where: { id: reportId, closedAt: null },
      data: { closedAt: now, closedBy: actorId },
    })
    if (count === 0) throw new AppError('not_found')
    const { jobId, reason } = await tx.problemReport.findUniqueOrThrow({
      where: { id: reportId },
      select: { jobId: true, reason: true },
    })
    await writeAudit(tx, {
      actorId,
      action: 'report.close',
      subject: `report:${reportId}`,
      details: { reported: reason, jobId },
    })
  })
}
