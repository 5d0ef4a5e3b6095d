import { z } from 'zod'
import { writeAudit } from '#lib/audit/write-audit.ts'
import { findModel } from '#lib/catalog/models.ts'
import { db, type Transaction } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { clearPause as clearPauseOf, setLimits as setLimitsOf } from '#lib/queue/provider-limits.ts'
import { probeNow as probeNowOf } from '#lib/queue/provider-stop.ts'
import { providers } from '#lib/queue/queues.ts'

const provider = z.enum(providers)
const model = z.string().min(1).max(100)

export const modelBody = z.strictObject({ provider, model })
/** Null leaves a limit to the settings and to what the provider declares. */
export const limitsBody = z.strictObject({
  provider,
  model,
  places: z.number().int().min(1).max(500).nullable(),
  ratePerMinute: z.number().int().min(1).max(100_000).nullable(),
})
export const providerBody = z.strictObject({ provider })

async function lockLimit(tx: Transaction, of: z.infer<typeof modelBody>) {
  await tx.$queryRaw`
    SELECT 1 FROM provider_limits WHERE provider = ${of.provider} AND model = ${of.model} FOR UPDATE`
  return tx.providerLimit.findUnique({
    where: { provider_model: { provider: of.provider, model: of.model } },
  })
}

/**
 * Sets how many calls may be made at once and how many images a minute may be asked for, over all workers.
 * @throws AppError not_found for a model that the catalogue has not and that was never called
 */
export async function setLimits(actorId: string, input: z.infer<typeof limitsBody>): Promise<void> {
  await db.$transaction(async (tx) => {
    const before = await lockLimit(tx, input)
    if (!before && !findModel(input.model)) throw new AppError('not_found')
    await setLimitsOf(tx, input.provider, input.model, input)
    await writeAudit(tx, {
      actorId,
      action: 'limits.set',
      subject: `model:${input.provider}/${input.model}`,
      details: {
        placesFrom: before?.placesSet ?? null,
        placesTo: input.places,
        rateFrom: before?.rateSet ?? null,
        rateTo: input.ratePerMinute,
      },
    })
  })
}

/**
 * Ends a pause before its time.
 * @throws AppError not_found where nothing is paused
 */
export async function clearPause(
  actorId: string,
  input: z.infer<typeof modelBody>,
  now: Date,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const before = await lockLimit(tx, input)
    if (!before?.pausedUntil || before.pausedUntil <= now) throw new AppError('not_found')
    await clearPauseOf(tx, input.provider, input.model)
    await writeAudit(tx, {
      actorId,
      action: 'pause.clear',
      subject: `model:${input.provider}/${input.model}`,
      details: { until: before.pausedUntil.toISOString(), reason: before.pauseReason },
    })
  })
}

/**
 * Lets the next call find out at once whether a stopped provider takes us again.
 * @throws AppError not_found for one that is open
 */
export async function probeProvider(actorId: string, input: z.infer<typeof providerBody>): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM provider_states WHERE provider = ${input.provider} FOR UPDATE`
    const state = await tx.providerState.findUnique({ where: { provider: input.provider } })
    if (!state?.stoppedAt) throw new AppError('not_found')
    await probeNowOf(tx, input.provider)
    await writeAudit(tx, {
      actorId,
      action: 'provider.probe',
      subject: `provider:${input.provider}`,
      details: { reason: state.stopReason, since: state.stoppedAt.toISOString() },
    })
  })
}
