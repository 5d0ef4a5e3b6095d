import { expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { newJob, newUser } from './job-fixtures.ts'
import { readTypicalTimes, typicalTimes } from './typical-times.ts'

const MINUTE_MS = 60_000

/** Images of one model and quality that were delivered after so many seconds. */
async function delivered(userId: string, quality: 'low' | 'high', seconds: number[]) {
  const job = await newJob(userId, { n: seconds.length, params: { quality } })
  for (const [index, image] of job.images.entries()) {
    const finishedAt = new Date(Date.now() - MINUTE_MS)
    const calledAt = new Date(finishedAt.getTime() - (seconds[index] ?? 0) * 1000)
    await db.attempt.create({
      data: { imageId: image.id, fence: 1, workerId: 'w', outcome: 'delivered', calledAt, finishedAt },
    })
  }
}

it('tells the median of what was delivered, by model and quality, where there is enough to tell', async () => {
  const userId = await newUser(100_000)
  await delivered(userId, 'low', [8, 30, 12])
  await delivered(userId, 'high', [40, 50])
  expect(await readTypicalTimes()).toEqual({ 'gpt-image-2': { low: 12 } })
})

it('asks the database at most once a minute', async () => {
  const now = Date.now()
  const first = await typicalTimes(now)
  expect(await typicalTimes(now + MINUTE_MS - 1)).toBe(first)
  expect(await typicalTimes(now + MINUTE_MS)).not.toBe(first)
})
