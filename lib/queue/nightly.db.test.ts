import { afterEach, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { createWorkerBoss } from './boss.ts'

const bosses = new Set<ReturnType<typeof createWorkerBoss>>()

async function startBoss(): Promise<void> {
  const boss = createWorkerBoss()
  bosses.add(boss)
  await boss.start()
}

afterEach(async () => {
  await Promise.all([...bosses].map((boss) => boss.stop({ graceful: false })))
  bosses.clear()
})

const nightly = () => db.$queryRaw`SELECT data FROM pgboss.job WHERE name = 'nightly'`
const forwarded = async () => {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::integer AS count FROM pgboss.job WHERE name = '__pgboss__send-it' AND state < 'completed'`
  return rows[0]?.count
}
const passed = async () => {
  const rows = await db.$queryRaw<
    unknown[]
  >`SELECT 1 FROM pgboss.version WHERE cron_on > now() - interval '1 minute'`
  return rows.length
}
const patient = { timeout: 15_000 }

it('puts nothing in before its hour, and once, for all workers, after a night when all were off', async () => {
  await startBoss()
  await expect.poll(passed, patient).toBe(1)
  expect(await nightly()).toEqual([])
  await Promise.all([...bosses].map((boss) => boss.stop({ graceful: false })))

  await db.$executeRaw`UPDATE pgboss.schedule SET created_on = now() - interval '9 days'`
  await db.$executeRaw`UPDATE pgboss.version SET cron_on = now() - interval '2 days'`
  await Promise.all([startBoss(), startBoss(), startBoss()])
  await expect.poll(nightly, patient).toEqual([{ data: {} }])
  // Nothing on its way that could become a second one.
  await expect.poll(forwarded, patient).toBe(0)
  expect(await nightly()).toEqual([{ data: {} }])
})
