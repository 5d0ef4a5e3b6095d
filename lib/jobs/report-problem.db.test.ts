import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createUser } from '#lib/accounts/create-user.ts'
import { db } from '#lib/db.ts'
import { newJob, newUser } from './job-fixtures.ts'
import { closeReport, listReports } from './operator/reports.ts'
import { reportBody, reportProblem } from './report-problem.ts'

const open = { state: 'open', limit: 24 } as const
const closed = { state: 'closed', limit: 24 } as const
const report = { imageId: null, reason: 'charged', text: 'It cost twice.' } as const

let operatorId: string
beforeEach(async () => {
  await db.problemReport.deleteMany()
  await db.developmentMail.deleteMany()
  await db.user.updateMany({ data: { role: 'user' } })
  const email = `${randomUUID()}@example.com`
  operatorId = (
    await createUser({ email, password: 'correct horse', credits: 0, role: 'operator', locale: 'en' })
  ).id
})

async function newPicture(prompt = 'a secret fox') {
  const userId = await newUser(1000)
  const job = await newJob(userId, { prompt, n: 2 })
  const [first, second] = job.images.map(({ id }) => id)
  if (!first || !second) throw new Error('the job has no images')
  return { userId, jobId: job.id, first, second }
}

describe('reportProblem', () => {
  it('keeps the report and writes one letter with the ids, without prompt and words', async () => {
    const { userId, jobId, second } = await newPicture()
    await reportProblem(userId, jobId, { ...report, imageId: second })
    const { reports } = await listReports(open)
    expect(reports).toMatchObject([
      {
        userId,
        jobId,
        imageId: second,
        aboutJob: false,
        reason: 'charged',
        text: 'It cost twice.',
        closedAt: null,
      },
    ])
    const mails = await db.developmentMail.findMany()
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).toContain(jobId)
    expect(mails[0]?.text).toContain(second)
    expect(mails[0]?.text).toContain('/en/admin/reports')
    expect(mails[0]?.text).not.toMatch(/secret fox|cost twice/)
  })

  it('is about the whole job where no image is named, and leads to its first', async () => {
    const { userId, jobId, first } = await newPicture()
    await reportProblem(userId, jobId, report)
    expect((await listReports(open)).reports).toMatchObject([{ imageId: first, aboutJob: true }])
  })

  it('knows neither somebody else’s job nor an image of another one', async () => {
    const mine = await newPicture()
    const other = await newPicture()
    const refusals: Parameters<typeof reportProblem>[] = [
      [mine.userId, other.jobId, report],
      [mine.userId, mine.jobId, { ...report, imageId: other.first }],
      [mine.userId, randomUUID(), report],
    ]
    for (const refusal of refusals) {
      await expect(reportProblem(...refusal)).rejects.toMatchObject({ code: 'not_found' })
    }
    expect((await listReports(open)).reports).toEqual([])
    expect(await db.developmentMail.count()).toBe(0)
  })

  it.each([{ reason: 'spam' }, { text: 'x'.repeat(2001) }, { imageId: 'x' }, { more: 1 }])(
    'takes no %j',
    (wrong) => {
      expect(reportBody.safeParse(report).success).toBe(true)
      expect(reportBody.safeParse({ ...report, ...wrong }).success).toBe(false)
    },
  )
})

describe('the operators’ list', () => {
  it('closes a report once, and writes down who did', async () => {
    const { userId, jobId } = await newPicture()
    await reportProblem(userId, jobId, report)
    const id = (await listReports(open)).reports[0]?.id ?? ''
    await closeReport(operatorId, id, new Date())
    expect((await listReports(open)).reports).toEqual([])
    expect((await listReports(closed)).reports).toMatchObject([
      { id, closedBy: expect.stringContaining('@example.com'), closedAt: expect.any(String) },
    ])
    await expect(closeReport(operatorId, id, new Date())).rejects.toMatchObject({ code: 'not_found' })
    await expect(closeReport(operatorId, randomUUID(), new Date())).rejects.toMatchObject({
      code: 'not_found',
    })
    const written = await db.auditEntry.findMany({
      where: { actorId: operatorId },
      select: { action: true, subject: true, details: true },
    })
    expect(written).toEqual([
      { action: 'report.close', subject: `report:${id}`, details: { reported: 'charged', jobId } },
    ])
  })

  it('goes on where a page ended, newest first, also among reports of one moment', async () => {
    const { userId, jobId } = await newPicture()
    const createdAt = new Date()
    await db.problemReport.createMany({
      data: Array.from({ length: 5 }, (_, index) => ({
        userId,
        jobId,
        reason: 'other',
        text: String(index),
        createdAt: index < 4 ? createdAt : new Date(createdAt.getTime() + 1000),
      })),
    })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listReports({ ...open, limit: 2, cursor })
      seen.push(...page.reports.map(({ text }) => text))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen[0]).toBe('4')
    expect(seen.toSorted()).toEqual(['0', '1', '2', '3', '4'])
    await expect(listReports({ ...open, cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_request' })
  })
})
