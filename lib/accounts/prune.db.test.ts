import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { grant } from '#lib/credits/grant.ts'
import { db } from '#lib/db.ts'
import { issueToken } from './email-tokens.ts'
import { pruneAccounts } from './prune.ts'
import { newAccount, newSession } from './testing/accounts.ts'

const DAY_MS = 86_400_000

it('throws away what is over, and keeps what is not', async () => {
  const { id: userId } = await newAccount()
  await issueToken(db, { userId, purpose: 'sign-in' })
  await issueToken(db, { userId, purpose: 'verify-email' })
  await newSession(userId)
  const old = await newSession(userId)
  const now = new Date()
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  await db.session.update({ where: { id: old.sessionId }, data: { seenAt: ago(30) } })
  const letter = { recipient: 'x', subject: 'x', text: 'x', html: 'x' }
  for (const days of [29, 31]) {
    await db.developmentMail.create({ data: { ...letter, id: randomUUID(), createdAt: ago(days) } })
  }
  await db.rateLimit.createMany({
    data: [
      { key: 'spent', points: 1, expire: ago(1) },
      { key: 'running', points: 1, expire: ago(-1) },
      { key: 'for ever', points: 1, expire: null },
    ],
  })
  // An hour on, the link that signs in is over; the letter that verifies is not.
  const inAnHour = new Date(now.getTime() + 3_600_000)
  expect(await pruneAccounts(inAnHour)).toBe(4)
  expect(await pruneAccounts(inAnHour)).toBe(0)
  expect(await db.emailToken.findMany()).toMatchObject([{ purpose: 'verify-email' }])
  expect(await db.session.count()).toBe(1)
  expect(await db.developmentMail.count()).toBe(1)
  expect(await db.rateLimit.count()).toBe(2)
})

it('removes accounts that nobody verified in thirty days and that no book names', async () => {
  const now = new Date()
  const old = new Date(now.getTime() - 30 * DAY_MS)
  const made = async (verified: boolean, createdAt: Date) => {
    const { id } = await newAccount({ verified })
    await db.user.update({ where: { id }, data: { createdAt } })
    return id
  }
  const young = await made(false, new Date(old.getTime() + 60_000))
  const verified = await made(true, old)
  const waiting = await made(false, old)
  await issueToken(db, { userId: waiting, purpose: 'verify-email' })
  const paid = await made(false, old)
  await db.$transaction((tx) =>
    grant(tx, { userId: paid, kind: 'bonus', amount: 5, key: paid, reference: 'test' }),
  )
  const over = await made(false, old)
  await newSession(over)
  await db.preset.create({ data: { userId: over, name: 'mine', settings: {} } })
  expect(await pruneAccounts(now)).toBe(1)
  const ids = [young, verified, waiting, paid, over]
  const left = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true } })
  expect(new Set(left.map(({ id }) => id))).toEqual(new Set([young, verified, waiting, paid]))
  expect(await db.wallet.count({ where: { userId: over } })).toBe(0)
})
