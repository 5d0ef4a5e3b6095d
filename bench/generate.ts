import OpenAI from 'openai'
import { db } from '#lib/db.ts'
import { subscribe } from '#lib/events/event-hub.ts'
import { createJob } from '#lib/jobs/create-job.ts'
import { newRequest, newUser } from '#lib/jobs/job-fixtures.ts'
import { senderBoss } from '#lib/queue/boss.ts'
import type { SandboxProcess } from '../scripts/testing/sandbox-process.ts'
import { startBenchSite } from './bench-site.ts'
import { percentiles } from './percentiles.ts'

const images = 100
const warmUp = 8
const concurrencies = [1, 8]

interface Sample {
  wholeMs: number
  requestId: string
  /** Where the time went, by the clocks of the rows. */
  phasesMs?: Record<string, number>
}

const request = newRequest({ params: { partialImages: 0 } })

/** From the order to the moment at which a browser that listens finds the picture delivered. */
async function throughSite(userId: string, turn: number): Promise<Sample> {
  const delivered = Promise.withResolvers<void>()
  let imageId = ''
  const look = async () => {
    if (!imageId) return
    const { state } = await db.image.findUniqueOrThrow({ where: { id: imageId }, select: { state: true } })
    if (state === 'delivered') delivered.resolve()
    else if (state === 'failed' || state === 'cancelled') delivered.reject(new Error(`the image is ${state}`))
  }
  const unsubscribe = subscribe(userId, () => look().catch(delivered.reject))
  try {
    const startedMs = performance.now()
    const startedAt = Date.now()
    const input = { ...request, clientKey: crypto.randomUUID(), prompt: `a fox, ${turn}` }
    const { job } = await createJob({ userId, emailVerified: true, input })
    imageId = job.images[0]?.id ?? ''
    const orderedMs = performance.now() - startedMs
    await look()
    await delivered.promise
    const wholeMs = performance.now() - startedMs
    const image = await db.image.findUniqueOrThrow({ where: { id: imageId }, include: { attempts: true } })
    const [started, called, finished] = [image.startedAt, image.calledAt, image.finishedAt].map((at) =>
      Number(at),
    )
    if (!started || !called || !finished) throw new Error('a delivered image has its times')
    return {
      wholeMs,
      requestId: image.attempts[0]?.providerRequestId ?? '',
      phasesMs: {
        orderAnswered: orderedMs,
        orderToClaim: started - startedAt,
        claimToCall: called - started,
        callToDelivered: finished - called,
        deliveredToHeard: startedAt + wholeMs - finished,
      },
    }
  } finally {
    unsubscribe()
  }
}

/** The same request by the SDK alone, up to the bytes of the picture. */
async function bySdk(client: OpenAI, turn: number): Promise<Sample> {
  const { model, params } = request
  const startedMs = performance.now()
  const { data, request_id: requestId } = await client.images
    .generate({ model, prompt: `a fox, ${turn}`, n: 1, size: params.size, quality: params.quality })
    .withResponse()
  Buffer.from(data.data?.[0]?.b64_json ?? '', 'base64')
  return { wholeMs: performance.now() - startedMs, requestId: requestId ?? '' }
}

/** Previews follow the delivery; the next round must not pay for this one's. */
async function untilQuiet(): Promise<void> {
  for (;;) {
    const [row] = await db.$queryRaw<{ left: number }[]>`
      SELECT count(*)::int AS left FROM pgboss.job WHERE state <= 'active'`
    if (row?.left === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Runs `once` for each image, so many at a time. @returns what was not the provider's own work, and the whole */
async function measure(
  sandbox: SandboxProcess,
  { count, concurrency }: { count: number; concurrency: number },
  once: (lane: number, turn: number) => Promise<Sample>,
) {
  await untilQuiet()
  await sandbox.forget()
  const samples: Sample[] = []
  let turn = 0
  let restedMs = 0
  const startedMs = performance.now()
  await Promise.all(
    Array.from({ length: concurrency }, async (_, lane) => {
      while (turn < count) {
        samples.push(await once(lane, turn++))
        if (concurrency > 1) continue
        // One after the other means on an idle site: the preview of the last picture takes a core of its own.
        const restFromMs = performance.now()
        await untilQuiet()
        restedMs += performance.now() - restFromMs
      }
    }),
  )
  const perSecond = (count * 1000) / (performance.now() - startedMs - restedMs)
  const calls = await sandbox.calls()
  if (calls.length !== count) throw new Error(`${calls.length} calls for ${count} images`)
  const workMs = new Map(calls.map((call) => [call.requestId, Number(call.durationMs)]))
  const own = samples.map((sample) => sample.wholeMs - (workMs.get(sample.requestId) ?? Number.NaN))
  const phases = Object.keys(samples[0]?.phasesMs ?? {}).map((phase) => [
    phase,
    percentiles(samples.map((sample) => sample.phasesMs?.[phase] ?? Number.NaN)),
  ])
  return {
    ...(phases.length > 0 && { phasesMs: Object.fromEntries(phases) }),
    ownMs: percentiles(own),
    wholeMs: percentiles(samples.map((sample) => sample.wholeMs)),
    providerMs: percentiles([...workMs.values()]),
    perSecond: Math.round(perSecond * 10) / 10,
  }
}

/**
 * Our own time for one image: from the order to a delivered, paid picture, without the time in which the provider itself
 * worked on it (by its own clock, so all of network, SDK and base64 count as ours). Beside it the bare SDK call, measured
 * the same way against the same sandbox.
 */
export async function generate(): Promise<object> {
  const site = await startBenchSite()
  try {
    const users = await Promise.all(
      Array.from({ length: Math.max(...concurrencies) }, () => newUser(1_000_000)),
    )
    const client = new OpenAI({ apiKey: 'bench', baseURL: `${site.sandbox.url}/v1`, maxRetries: 0 })
    const viaSite = (lane: number, turn: number) => throughSite(users[lane] ?? '', turn)
    await measure(site.sandbox, { count: warmUp, concurrency: 2 }, viaSite)
    const rounds = []
    for (const concurrency of concurrencies) {
      const count = images
      const bareSdk = await measure(site.sandbox, { count, concurrency }, (_, turn) => bySdk(client, turn))
      const huafang = await measure(site.sandbox, { count, concurrency }, viaSite)
      rounds.push({ concurrency, huafang, reference: { what: 'the bare SDK call', ...bareSdk } })
    }
    const { model, params } = request
    return {
      images,
      picture: `${model} ${params.size} ${params.quality}`,
      aim: { ownMs: { p50: 60, p95: 150 } },
      rounds,
    }
  } finally {
    await site.stop()
    // Left open, it would cry over the server's end.
    await (await senderBoss()).stop({ graceful: false })
    await db.$disconnect()
  }
}
