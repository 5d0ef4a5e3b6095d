import { z } from 'zod'
import { lockWallet } from '#lib/credits/lock-wallet.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { claimImage } from '#lib/jobs/claim-image.ts'
import { promoteImages } from '#lib/jobs/promote-images.ts'
import { readWaits } from '#lib/jobs/read-waits.ts'
import { sweep } from '#lib/jobs/sweep.ts'
import { createWorkerBoss } from '#lib/queue/boss.ts'
import { readRoom } from '#lib/queue/provider-room.ts'
import { type Percentiles, percentiles } from './percentiles.ts'
import { fillQueue, type QueueFill } from './queue-fill.ts'

const QUEUE = 'images.sandbox'
const turns = 300
const small: QueueFill = { users: 500, waiting: 1000, finished: 0 }
const large: QueueFill = { users: 50_000, waiting: 100_000, finished: 1_000_000 }

const entryShape = z.object({ imageId: z.string() })

async function timed(times: number, once: () => Promise<number | undefined>): Promise<Percentiles> {
  const samplesMs: number[] = []
  for (let turn = 0; turn < times; turn++) {
    const startedMs = performance.now()
    const ownMs = await once()
    samplesMs.push(ownMs ?? performance.now() - startedMs)
  }
  return percentiles(samplesMs)
}

/** Each of the site's own steps on the way from a row to a call, on the tables as they are. */
async function measureSteps(heavyUser: string) {
  const boss = createWorkerBoss()
  await boss.start()
  try {
    const claim = (closed: string[] | null) =>
      timed(turns, async () => {
        const [entry] = await boss.fetch<unknown>(QUEUE, {
          batchSize: 1,
          includeMetadata: true,
          ignoreGroups: closed,
        })
        if (!entry) throw new Error('there are entries')
        if (!(await claimImage(entryShape.parse(entry.data).imageId, 'bench')))
          throw new Error('it was not claimed')
        return undefined
      })
    const inLine = await db.image.findMany({ where: { userId: heavyUser, state: 'waiting' }, take: 20 })
    return {
      claimMs: await claim(null),
      claimBesideClosedModelMs: await claim(['dall-e-2']),
      promoteMs: await timed(turns, () => promoteOne(heavyUser)),
      roomMs: await timed(50, async () => void (await readRoom('sandbox', new Date()))),
      placesOf20Ms: await timed(50, async () => void (await readWaits(inLine, new Date()))),
      sweepMs: await timed(5, async () => void (await sweep())),
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** One place of the user's window becomes free, and promotion fills it. @returns the milliseconds of the promotion alone */
async function promoteOne(userId: string): Promise<number> {
  return db.$transaction(async (tx) => {
    await lockWallet(tx, userId)
    await tx.$executeRaw`
      UPDATE images SET state = 'cancelled' WHERE id = (
        SELECT id FROM images WHERE user_id = ${userId}::uuid AND state = 'queued' LIMIT 1)`
    const startedMs = performance.now()
    await promoteImages(tx, userId, 'sandbox')
    return performance.now() - startedMs
  })
}

/** What a long line and a long past cost: the same steps on small tables, then on large ones, in the same run. */
export async function measureBacklog() {
  const url = env.DATABASE_URL ?? ''
  const reference = await measureSteps(await fillQueue(url, small))
  const startedMs = performance.now()
  const heavyUser = await fillQueue(url, large)
  const fillSeconds = Math.round((performance.now() - startedMs) / 1000)
  return { ...large, fillSeconds, ...(await measureSteps(heavyUser)), reference: { ...small, ...reference } }
}
