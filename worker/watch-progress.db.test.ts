import { PgBoss } from 'pg-boss'
import { afterEach, expect, it, vi } from 'vitest'
import { db } from '#lib/db.ts'
import type { Provider } from '#lib/providers/provider.ts'
import { type RunningWorker, startWorker } from './start-worker.ts'
import { type ProgressWatch, watchProgress } from './watch-progress.ts'

const provider: Provider = {
  id: 'sandbox',
  generate: () => Promise.reject(new Error('nothing is asked for')),
  listModels: async () => [],
}
const patient = { timeout: 15_000 }
let watch: ProgressWatch
let worker: RunningWorker
let release = () => {}

afterEach(async () => {
  watch.stop()
  release()
  vi.restoreAllMocks()
  await worker.stop(5_000)
})

/** A loop counts as quiet after a quarter, which is longer than the five seconds between two heartbeats. */
async function start(): Promise<void> {
  watch = watchProgress({ onStall: () => {}, stalledAfterMs: 24_000 })
  vi.spyOn(watch, 'progress')
  worker = await startWorker({ workerId: 'worker-1', slots: 1, provider, watch })
}

const heartbeats = () => vi.mocked(watch.progress).mock.calls.filter(([loop]) => loop === 'heartbeat').length

function heardAt(): Promise<number | undefined> {
  return db.worker.findUnique({ where: { id: 'worker-1' } }).then((row) => row?.heardAt.getTime())
}

it('knows of a worker that waits for an answer which never comes, and the worker does not say that it lives', async () => {
  await start()
  await expect.poll(heardAt, patient).toBeDefined()
  expect(watch.turning()).toBe(true)
  const never = new Promise<[]>((resolve) => {
    release = () => resolve([])
  })
  vi.spyOn(PgBoss.prototype, 'fetch').mockReturnValue(never)
  await expect.poll(() => watch.turning(), patient).toBe(false)
  const quietMs = Date.now()
  const before = heartbeats()
  await expect.poll(heartbeats, patient).toBeGreaterThan(before + 1)
  expect(await heardAt()).toBeLessThanOrEqual(quietMs)
}, 40_000)

it('takes a database that is away and says so for no stall', async () => {
  await start()
  let fetches = 0
  vi.spyOn(PgBoss.prototype, 'fetch').mockImplementation(async () => {
    fetches += 1
    throw new Error('connection refused')
  })
  // Four queues that look every second, for longer than a loop may be quiet.
  await expect.poll(() => fetches, patient).toBeGreaterThan(4 * 8)
  expect(watch.turning()).toBe(true)
}, 40_000)
