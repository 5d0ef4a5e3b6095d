import { beforeEach, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { listen } from '#lib/listen.ts'
import { enqueue, QUEUE_CHANNEL } from './enqueue.ts'
import { migrateQueue } from './migrate-queue.ts'
import { queueNames } from './queues.ts'

beforeEach(async () => {
  await db.$executeRaw`DELETE FROM pgboss.job`
})

async function entries() {
  return db.$queryRaw`SELECT name, data, priority FROM pgboss.job ORDER BY name, priority`
}

it('leaves nothing of a transaction that was rolled back, and everything of one that was not', async () => {
  const heard: string[] = []
  const connected = Promise.withResolvers<void>()
  const listener = listen(QUEUE_CHANNEL, (queue) => {
    if (queue === null) connected.resolve()
    else heard.push(queue)
  })
  await connected.promise
  const failing = db.$transaction(async (tx) => {
    await enqueue(tx, 'images.sandbox', [{ data: { imageId: 'never' } }])
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await entries()).toEqual([])
  await db.$transaction(async (tx) => {
    await enqueue(tx, 'previews', [{ data: { imageId: 'a' } }, { data: { imageId: 'b' }, priority: 2 }])
    expect(heard).toEqual([])
  })
  expect(await entries()).toEqual([
    { name: 'previews', data: { imageId: 'a' }, priority: 0 },
    { name: 'previews', data: { imageId: 'b' }, priority: 2 },
  ])
  await expect.poll(() => heard).toEqual(['previews'])
  await listener.close()
})

it('does nothing for nothing', async () => {
  await enqueue(db, 'previews', [])
  expect(await entries()).toEqual([])
})

it('migrates again and again, at the same time too, without losing an entry', async () => {
  await enqueue(db, 'previews', [{ data: { imageId: 'a' } }])
  await Promise.all([migrateQueue(env.DATABASE_URL ?? ''), migrateQueue(env.DATABASE_URL ?? '')])
  await migrateQueue(env.DATABASE_URL ?? '')
  expect(await entries()).toHaveLength(1)
  const queues = await db.$queryRaw<{ name: string }[]>`
    SELECT name FROM pgboss.queue WHERE heartbeat_seconds = 15 AND retry_limit = 1000 ORDER BY name`
  expect(queues.map((queue) => queue.name)).toEqual(expect.arrayContaining([...queueNames]))
})
