import { db, Prisma, type Transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { clock } from './clock.ts'

/** How long a provider that asks to wait without a number, or cannot be reached, is left alone. */
export const DEFAULT_PAUSE_SECONDS = 5
/** Nothing learned from refusals goes below a tenth of what is allowed at most. */
const RATE_LEAST_SHARE = 0.1

/** What the headers of an answer say (lib/providers/rate-limit-headers.ts). */
export interface DeclaredLimit {
  /** Images a minute for this model; null where the answer did not say. */
  perMinute: number | null
  /** How many more may be asked for now. */
  remaining: number | null
}

/** What the settings say where the operator has set nothing for a model; the bucket fills no faster than it, whatever was learned. */
function defaultRate(): Prisma.Sql {
  return Prisma.sql`${env.PROVIDER_RATE_PER_MINUTE ?? null}::integer`
}

/** Leaves a model alone for so long; other models go on. `reason` is the code of the answer that asked for it. */
export async function pauseModel(
  provider: string,
  model: string,
  seconds: number,
  reason: string,
  now?: Date,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO provider_limits (provider, model, places, rate, paused_until, pause_reason)
    VALUES (${provider}, ${model}, ${env.PROVIDER_CONCURRENCY}, ${env.PROVIDER_RATE_PER_MINUTE ?? null}, ${clock(now)} + make_interval(secs => ${seconds}::float8), ${reason})
    ON CONFLICT (provider, model) DO UPDATE SET
      pause_reason = CASE WHEN provider_limits.paused_until > excluded.paused_until
        THEN provider_limits.pause_reason ELSE excluded.pause_reason END,
      paused_until = greatest(provider_limits.paused_until, excluded.paused_until)`
}

/**
 * A 429: pauses the model for as long as asked, and asks less of it from then on. A burst of refusals is one: calls that had left
 * before the last slowing say nothing about the pace since.
 * @param calledAt when the refused call left
 */
export async function slowDown(
  provider: string,
  model: string,
  refusal: { code: string; seconds: number; calledAt: Date; rateLimit: DeclaredLimit | null },
  now?: Date,
): Promise<void> {
  await pauseModel(provider, model, refusal.seconds, refusal.code, now)
  await declareRate(provider, model, refusal.rateLimit, now)
  // Without a known rate all that can be lowered is how many calls are made at once.
  await db.$executeRaw`
    UPDATE provider_limits SET
      slowed_at = ${clock(now)},
      places = CASE WHEN rate IS NULL OR ${refusal.code} = 'slow_down' THEN greatest(1, floor(places / 2)) ELSE places END,
      rate = CASE WHEN ${refusal.code} = 'slow_down' THEN rate
        ELSE greatest(rate * 0.8, coalesce(least(coalesce(rate_set, ${defaultRate()}), rate_declared), rate) * ${RATE_LEAST_SHARE}) END,
      tokens = least(tokens, 0), filled_at = CASE WHEN rate IS NULL THEN filled_at ELSE ${clock(now)} END
    WHERE provider = ${provider} AND model = ${model}
      AND (slowed_at IS NULL OR slowed_at < ${refusal.calledAt}::timestamptz)`
}

/** A picture came: what was slowed is raised again, bit by bit, up to what is allowed. Writes nothing where nothing changes. */
export async function noteSuccess(
  provider: string,
  model: string,
  rateLimit: DeclaredLimit | null,
  now?: Date,
): Promise<void> {
  await declareRate(provider, model, rateLimit, now)
  await db.$executeRaw`
    UPDATE provider_limits l SET
      places = least(most.places, l.places + 1 / l.places),
      rate = least(most.rate, l.rate + most.rate * 0.02),
      tokens = CASE WHEN l.rate IS NULL THEN l.tokens ELSE limit_tokens(l, limit_rate(l, ${defaultRate()}), ${clock(now)}) END,
      filled_at = CASE WHEN l.rate IS NULL THEN l.filled_at ELSE greatest(l.filled_at, ${clock(now)}) END
    FROM (
      SELECT coalesce(places_set, ${env.PROVIDER_CONCURRENCY}::integer) AS places,
        least(coalesce(rate_set, ${defaultRate()}), rate_declared) AS rate
      FROM provider_limits WHERE provider = ${provider} AND model = ${model}
    ) most
    WHERE l.provider = ${provider} AND l.model = ${model} AND (l.places < most.places OR l.rate < most.rate)`
}

/** What the provider's headers say: its limit becomes ours, and the bucket never holds more than it says is left. */
async function declareRate(
  provider: string,
  model: string,
  rateLimit: DeclaredLimit | null,
  now?: Date,
): Promise<void> {
  if (!rateLimit) return
  const { perMinute, remaining } = rateLimit
  await db.$executeRaw`
    UPDATE provider_limits l SET
      rate_declared = coalesce(${perMinute}::float8, l.rate_declared),
      -- A new limit is taken as it is; the same one again leaves alone what was slowed.
      rate = CASE WHEN ${perMinute}::float8 IS NULL OR abs(coalesce(l.rate_declared, 0) - ${perMinute}::float8) < 0.01 THEN l.rate
        ELSE least(coalesce(l.rate_set, ${defaultRate()}), ${perMinute}::float8) END,
      tokens = CASE WHEN l.rate IS NULL THEN coalesce(least(1, ${remaining}::float8), 1)
        ELSE least(limit_tokens(l, limit_rate(l, ${defaultRate()}), ${clock(now)}), ${remaining}::float8) END,
      filled_at = greatest(l.filled_at, ${clock(now)})
    WHERE l.provider = ${provider} AND l.model = ${model}
      AND (l.rate_declared IS DISTINCT FROM coalesce(${perMinute}::float8, l.rate_declared)
        OR limit_tokens(l, limit_rate(l, ${defaultRate()}), ${clock(now)}) > ${remaining}::float8)`
}

/** The operator's own limits of a model; null leaves one to the settings and the provider. Holds at once. */
export async function setLimits(
  tx: Transaction,
  provider: string,
  model: string,
  limits: { places: number | null; ratePerMinute: number | null },
): Promise<void> {
  const places = limits.places ?? env.PROVIDER_CONCURRENCY
  const ratePerMinute = limits.ratePerMinute ?? env.PROVIDER_RATE_PER_MINUTE ?? null
  await tx.$executeRaw`
    INSERT INTO provider_limits AS l (provider, model, places_set, rate_set, places, rate)
    VALUES (${provider}, ${model}, ${limits.places}, ${limits.ratePerMinute}, ${places}, ${ratePerMinute})
    ON CONFLICT (provider, model) DO UPDATE SET
      places_set = excluded.places_set,
      rate_set = excluded.rate_set,
      places = excluded.places,
      rate = least(excluded.rate, l.rate_declared),
      tokens = least(l.tokens, 1),
      filled_at = now()`
}

/** Ends a pause before its time. */
export async function clearPause(tx: Transaction, provider: string, model: string): Promise<void> {
  await tx.providerLimit.updateMany({
    where: { provider, model },
    data: { pausedUntil: null, pauseReason: null },
  })
}
