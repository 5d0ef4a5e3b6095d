import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { listAudit } from './list-audit.ts'
import { writeAudit } from './write-audit.ts'

let actorId: string

beforeEach(async () => {
  const email = `${randomUUID()}@example.com`
  const user = await db.user.create({ data: { email, emailNormalized: email, passwordHash: 'none' } })
  actorId = user.id
})

function write(weight: number) {
  return writeAudit(db, {
    actorId,
    action: 'user.weight',
    subject: `user:${actorId}`,
    details: { from: 1, to: weight },
  })
}

describe('the audit log', () => {
  it('has nothing of what was rolled back', async () => {
    const failing = db.$transaction(async (tx) => {
      await writeAudit(tx, { actorId, action: 'ledger.check', subject: 'ledger' })
      throw new Error('later step')
    })
    await expect(failing).rejects.toThrow('later step')
    expect((await listAudit({ limit: 10 })).entries).toEqual([])
  })

  it('lists who did what, newest first and page by page, with rows that come meanwhile shifting nothing', async () => {
    for (const weight of [1, 2, 3, 4, 5]) await write(weight)
    const first = await listAudit({ limit: 2 })
    await write(6)
    const second = await listAudit({ limit: 2, cursor: first.nextCursor ?? '' })
    const third = await listAudit({ limit: 2, cursor: second.nextCursor ?? '' })
    const weights = [first, second, third].map(({ entries }) => entries.map(({ details }) => details.to))
    expect(weights).toEqual([[5, 4], [3, 2], [1]])
    expect(third.nextCursor).toBeNull()
    const { email } = await db.user.findUniqueOrThrow({ where: { id: actorId } })
    expect(first.entries[0]).toMatchObject({ actor: email, subjectEmail: email, subject: `user:${actorId}` })
  })

  it('names an operator whose account is gone by the id, and the site by nobody', async () => {
    const gone = randomUUID()
    await writeAudit(db, { actorId: gone, action: 'ledger.check', subject: 'ledger' })
    await writeAudit(db, { actorId: null, action: 'provider.stopped', subject: 'provider:openai' })
    const { entries } = await listAudit({ limit: 2 })
    expect(entries.map(({ actor, subjectEmail }) => [actor, subjectEmail])).toEqual([
      [null, null],
      [gone, null],
    ])
  })

  it.each(['0', '-1', 'x', '1.5', '99999999999999999999', "1' OR 1=1"])(
    'refuses the cursor %s',
    async (cursor) => {
      await expect(listAudit({ limit: 2, cursor })).rejects.toMatchObject({ code: 'invalid_request' })
    },
  )

  it('can be neither changed nor shortened', async () => {
    await write(2)
    await expect(db.auditEntry.updateMany({ data: { action: 'x' } })).rejects.toThrow(/append-only/)
    await expect(db.auditEntry.deleteMany()).rejects.toThrow(/append-only/)
    await expect(db.$executeRaw`TRUNCATE audit_entries`).rejects.toThrow(/append-only/)
  })
})
