import { db } from '#lib/db.ts'

/** A pause of this model name holds for all models of the provider. */
const ALL_MODELS = '*'

/** How long a provider whose account refused us is left alone before it is tried again. */
const STOPPED_SECONDS = 60

/** Seconds until the provider may be called for this model, or 0 when it may be now. */
export async function secondsUntilOpen(provider: string, model: string, now: Date): Promise<number> {
  const pauses = await db.providerPause.findMany({
    where: { provider, model: { in: [model, ALL_MODELS] }, until: { gt: now } },
    select: { until: true },
  })
  return Math.max(0, ...pauses.map(({ until }) => Math.ceil((until.getTime() - now.getTime()) / 1000)))
}

/** The provider asked to wait with this model (429 with Retry-After): other models and providers go on. */
export async function pauseModel(provider: string, model: string, seconds: number, now: Date): Promise<void> {
  const until = new Date(now.getTime() + seconds * 1000)
  await db.$executeRaw`
    INSERT INTO provider_pauses (provider, model, until) VALUES (${provider}, ${model}, ${until})
    ON CONFLICT (provider, model) DO UPDATE SET until = greatest(provider_pauses.until, excluded.until)`
}

/** The operator's account is empty or refused: nothing is sent for a while, and `GET /api/ready` says why. */
export async function stopProvider(provider: string, reason: string, now: Date): Promise<void> {
  await pauseModel(provider, ALL_MODELS, STOPPED_SECONDS, now)
  await db.providerState.upsert({
    where: { provider },
    create: { provider, stoppedAt: now, error: reason },
    update: { stoppedAt: now, error: reason },
  })
}

/** A call went through, so whatever stopped the provider is over. */
export async function reopenProvider(provider: string): Promise<void> {
  await db.providerState.updateMany({
    where: { provider, stoppedAt: { not: null } },
    data: { stoppedAt: null, error: null },
  })
}
