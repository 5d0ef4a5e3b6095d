import { z } from 'zod'
import { db } from '#lib/db.ts'
import { pruneEvents } from '#lib/events/read-events.ts'
import { extendLeases } from '#lib/jobs/claim-image.ts'
import { indexPictures } from '#lib/jobs/index-pictures.ts'
import { makeImagePreview } from '#lib/jobs/make-image-preview.ts'
import { runImage } from '#lib/jobs/run-image.ts'
import { runNightly } from '#lib/jobs/run-nightly.ts'
import { sweep, sweepJobs } from '#lib/jobs/sweep.ts'
import { listen } from '#lib/listen.ts'
import { log } from '#lib/log.ts'
import { deliverMail } from '#lib/mail/deliver-mail.ts'
import { currentProvider } from '#lib/providers/current-provider.ts'
import type { Provider } from '#lib/providers/provider.ts'
import { isServedElsewhere, refreshServedModels } from '#lib/providers/served-models.ts'
import { createWorkerBoss, senderBoss } from '#lib/queue/boss.ts'
import { QUEUE_CHANNEL } from '#lib/queue/enqueue.ts'
import { readRoom } from '#lib/queue/provider-room.ts'
import { imageQueue, providers } from '#lib/queue/queues.ts'
import { type QueueRun, type Room, runQueue } from '#lib/queue/run-queue.ts'
import { every } from './every.ts'
import { isStorageSound } from './is-storage-sound.ts'
import type { ProgressWatch } from './watch-progress.ts'

const imageEntrySchema = z.object({ imageId: z.uuid(), traceparent: z.string().optional() })
const imageIdOf = (data: unknown) => imageEntrySchema.safeParse(data).data?.imageId

/** What no version of ours can have written is laid aside: trying it again for ever would help nobody. */
async function ofImage(
  data: unknown,
  handle: (imageId: string, traceparent: string | undefined) => Promise<void>,
): Promise<void> {
  const entry = imageEntrySchema.safeParse(data).data
  if (entry) await handle(entry.imageId, entry.traceparent)
  else log.error({ data }, 'a queue entry that names no image was laid aside')
}

const noRoom: Room = { closedGroups: [], batch: 0, opensInMs: 5_000 }

const HEARTBEAT_MS = 5_000
/** With the lease and a worker's start this keeps what was lost well under half a minute. */
const SWEEP_MS = 5_000
const SWEEP_JOBS_MS = 5 * 60_000
const MODELS_MS = 10 * 60_000
const MODELS_RETRY_MS = 5_000
/** A few at a time, by one worker: previews of new pictures go first, and the night has time for many. */
const INDEX_MS = 60_000
const INDEX_AT_ONCE = 20
const PRUNE_MS = 60 * 60_000

export interface RunningWorker {
  /** Takes nothing new, gives what runs `graceMs` to end, and closes. */
  stop(graceMs: number): Promise<void>
}

/** Serves the queues of a provider (without one: of that which new jobs go to) until it is stopped. */
export async function startWorker({
  workerId,
  slots,
  provider = currentProvider(),
  watch,
}: {
  workerId: string
  slots: number
  provider?: Provider
  /** Is told of each turn of the loops. While they do not turn, the worker does not say that it lives. */
  watch?: Pick<ProgressWatch, 'progress' | 'ended' | 'turning'>
}): Promise<RunningWorker> {
  const boss = createWorkerBoss()
  try {
    await boss.start()
    await senderBoss()
  } catch (err) {
    // Whoever tries again must not find the connections of this try still open.
    await boss.stop({ graceful: false }).catch(() => undefined)
    throw err
  }

  const queues: Record<string, QueueRun> = {
    previews: runQueue({
      boss,
      queue: 'previews',
      slots: 2,
      handle: (data) => ofImage(data, (imageId) => makeImagePreview(imageId)),
    }),
    mail: runQueue({ boss, queue: 'mail', slots: 4, handle: deliverMail }),
    nightly: runQueue({ boss, queue: 'nightly', slots: 1, handle: runNightly }),
  }
  // What waits for a provider that the site has left is settled from storage or given back, not left with its credits held.
  for (const id of providers) {
    const isCurrent = id === provider.id
    queues[imageQueue(id)] = runQueue({
      boss,
      queue: imageQueue(id),
      slots: isCurrent ? slots : 1,
      handle: (data, turn) =>
        ofImage(data, (imageId, traceparent) =>
          runImage({ imageId, workerId, provider: isCurrent ? provider : null, turn, traceparent }),
        ),
      onTurn: () => watch?.progress(imageQueue(id)),
      room: () => roomOf(id, isCurrent),
      onHeartbeat: (entries) =>
        extendLeases(
          entries.flatMap((data) => imageIdOf(data) ?? []),
          workerId,
        ),
    })
  }

  const listener = listen(QUEUE_CHANNEL, (queue) => {
    for (const [name, run] of Object.entries(queues)) if (queue === null || queue === name) run.wake()
  })
  const timers = [
    every(HEARTBEAT_MS, async () => {
      watch?.progress('heartbeat')
      if (watch?.turning() ?? true) await sayAlive(workerId)
    }),
    every(SWEEP_MS, async () => {
      watch?.progress('sweep')
      await sweep()
    }),
    every(SWEEP_JOBS_MS, sweepJobs),
    every(INDEX_MS, () => indexPictures(INDEX_AT_ONCE)),
    every(PRUNE_MS, () => pruneEvents(new Date())),
    every(MODELS_MS, () => refreshServedModels(provider, new Date()), { whenItFails: MODELS_RETRY_MS }),
  ]

  return {
    async stop(graceMs) {
      for (const timer of timers) timer.stop()
      for (const loop of ['heartbeat', 'sweep', ...providers.map(imageQueue)]) watch?.ended(loop)
      await Promise.all(Object.values(queues).map((run) => run.drain(graceMs)))
      await listener.close()
      await boss.stop({ graceful: false })
      await db.worker.deleteMany({ where: { id: workerId } })
      await db.$disconnect()
      log.info({ workerId }, 'worker stopped')
    },
  }
}

/** Nothing is asked of a provider whose pictures could not be kept, nor is another site's work given up. */
async function roomOf(provider: string, isCurrent: boolean): Promise<Room> {
  if (!(await isStorageSound()) || (!isCurrent && (await isServedElsewhere(provider)))) return noRoom
  return isCurrent ? readRoom(provider) : { closedGroups: [], batch: 1, opensInMs: null }
}

/** By the database's clock, as those who read it count. */
async function sayAlive(workerId: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO workers (id, heard_at) VALUES (${workerId}, now()) ON CONFLICT (id) DO UPDATE SET heard_at = now()`
  await db.$executeRaw`DELETE FROM workers WHERE heard_at < now() - interval '1 hour'`
}
