import { beforeAll, beforeEach, expect, it } from 'vitest'
import { createUser } from '#lib/accounts/create-user.ts'
import { db } from '#lib/db.ts'
import { reopenProvider, stopProvider } from '#lib/queue/provider-stop.ts'
import { newJob, newUser } from '../job-fixtures.ts'
import { tellBrake } from './tell-brake.ts'
import { tellProviderOpened, tellProviderStopped } from './tell-provider.ts'

const now = new Date()
const stop = { provider: 'sandbox', reason: 'insufficient_quota', now }

beforeAll(async () => {
  await createUser({
    email: 'op@example.com',
    password: 'correct horse',
    credits: 0,
    role: 'operator',
    locale: 'en',
  })
})
beforeEach(async () => {
  await db.developmentMail.deleteMany()
})

it('tells of a stop and of its end once each, however many workers find them', async () => {
  const userId = await newUser(10_000)
  await newJob(userId, { n: 3 })
  const stopOnce = () =>
    db.$transaction(async (tx) => {
      if (await stopProvider(tx, stop.provider, stop.reason, now, new Date()))
        await tellProviderStopped(tx, stop)
    })
  await Promise.all([stopOnce(), stopOnce(), stopOnce()])
  const openOnce = () =>
    db.$transaction(async (tx) => {
      if (await reopenProvider(tx, stop.provider, new Date(Date.now() + 1000))) {
        await tellProviderOpened(tx, { provider: stop.provider, stoppedAt: now, now })
      }
    })
  await Promise.all([openOnce(), openOnce()])
  const mails = await db.developmentMail.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
  expect(mails.map(({ subject }) => subject)).toEqual([
    'sandbox has stopped painting · Huafang',
    'sandbox is painting again · Huafang',
  ])
  expect(mails[0]?.text).toContain('3 pictures of 1 user')
  expect(
    await db.auditEntry.findMany({ orderBy: { id: 'asc' }, where: { subject: 'provider:sandbox' } }),
  ).toMatchObject([
    { actorId: null, action: 'provider.stopped', details: { reason: 'insufficient_quota' } },
    { actorId: null, action: 'provider.opened', details: { stoppedAt: now.toISOString() } },
  ])
})

it('writes down every stop, and sends no second letter within an hour', async () => {
  await db.developmentMail.deleteMany()
  await tellProviderStopped(db, { ...stop, provider: 'flapping' })
  await tellProviderOpened(db, { provider: 'flapping', stoppedAt: now, now })
  await tellProviderStopped(db, { ...stop, provider: 'flapping' })
  await tellProviderOpened(db, { provider: 'flapping', stoppedAt: now, now })
  expect(await db.auditEntry.count({ where: { subject: 'provider:flapping' } })).toBe(4)
  expect(await db.developmentMail.count()).toBe(2)
})

it('tells of a user’s third brake only', async () => {
  const userId = await newUser(0)
  for (const level of [1, 2, 3, 4]) await tellBrake(db, { userId, level, blocks: 5, until: now })
  const mails = await db.developmentMail.findMany()
  expect(mails.map(({ subject }) => subject)).toEqual([
    'A user is held back by the content filter again (3 in a row) · Huafang',
  ])
})
