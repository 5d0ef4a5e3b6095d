import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import {
  beginSession,
  endOtherSessions,
  endSession,
  findSession,
  listSessions,
  SESSION_DAYS,
} from './sessions.ts'
import { newAccount, newSession, sessionIdsOf, type TestAccount } from './testing/accounts.ts'

const MINUTE_MS = 60_000
let account: TestAccount
beforeEach(async () => {
  account = await newAccount()
})

function seen(id: string, seenAt: Date) {
  return db.session.update({ where: { id }, data: { seenAt } })
}

describe('the list', () => {
  it('tells where and how, the last used first, and which is this one; nothing of others', async () => {
    await newSession((await newAccount()).id)
    const here = await newSession(account.id)
    const address = '2001:db8:1:2:3::4'
    const phone = await beginSession(db, account.id, 'github', { userAgent: 'a phone', address })
    await seen(here.sessionId, new Date(Date.now() - MINUTE_MS))
    const sessions = await listSessions(account.id, here.sessionId)
    expect(sessions).toMatchObject([
      {
        id: phone,
        method: 'github',
        userAgent: 'a phone',
        network: '2001:db8:1:2::/64',
        current: false,
      },
      { id: here.sessionId, method: 'password', network: '203.0.113.9', current: true },
    ])
  })

  it('leaves out what was not used for thirty days', async () => {
    const here = await newSession(account.id)
    const { sessionId } = await newSession(account.id)
    await seen(sessionId, new Date(Date.now() - SESSION_DAYS * 86_400_000))
    expect(await listSessions(account.id, here.sessionId)).toHaveLength(1)
  })
})

describe('ending', () => {
  it('ends one of one’s own, and nobody else’s', async () => {
    const here = await newSession(account.id)
    const there = await newSession(account.id)
    const stranger = await newSession((await newAccount()).id)
    await endSession(account.id, stranger.sessionId)
    await endSession(account.id, there.sessionId)
    await endSession(account.id, there.sessionId)
    expect(await sessionIdsOf(account.id)).toEqual([here.sessionId])
    expect(await sessionIdsOf(stranger.id)).toEqual([stranger.sessionId])
  })

  it('ends all others everywhere', async () => {
    const here = await newSession(account.id)
    await newSession(account.id)
    await newSession(account.id)
    const stranger = await newSession((await newAccount()).id)
    await endOtherSessions(db, account.id, here.sessionId)
    expect(await sessionIdsOf(account.id)).toEqual([here.sessionId])
    expect(await sessionIdsOf(stranger.id)).toEqual([stranger.sessionId])
  })
})

describe('use', () => {
  it('is noted to ten minutes, with the network it came from', async () => {
    const { sessionId } = await newSession(account.id)
    const started = await db.session.findUniqueOrThrow({ where: { id: sessionId } })
    const at = (minutes: number) => new Date(started.seenAt.getTime() + minutes * MINUTE_MS)
    await findSession({ userId: account.id, sessionId }, '198.51.100.7', at(9))
    expect(await db.session.findUnique({ where: { id: sessionId } })).toEqual(started)
    await findSession({ userId: account.id, sessionId }, '198.51.100.7', at(11))
    expect(await db.session.findUnique({ where: { id: sessionId } })).toMatchObject({
      network: '198.51.100.7',
      seenAt: at(11),
    })
  })

  it('finds nothing of an account that was deleted', async () => {
    const { sessionId } = await newSession(account.id)
    expect(await findSession({ userId: account.id, sessionId })).not.toBeNull()
    await db.user.update({ where: { id: account.id }, data: { deletedAt: new Date() } })
    expect(await findSession({ userId: account.id, sessionId })).toBeNull()
  })
})
