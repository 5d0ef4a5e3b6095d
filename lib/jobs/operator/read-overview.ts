import { z } from 'zod'
import { models as catalogue } from '#lib/catalog/models.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { readServedModels } from '#lib/providers/served-models.ts'
import { providers } from '#lib/queue/queues.ts'
import type { ProviderLimit } from '#prisma/generated/client.ts'
import { countLiveWorkers } from '../check-ready.ts'
import { countColumns, countsShape, nothingInLine, unfinishedImages } from './line-counts.ts'
import { sumAmbiguous } from './read-costs.ts'
import { countTroubled } from './read-trouble.ts'
import type { LineCounts, ModelView, OverviewView, ProviderView } from './view.ts'

const DAY_MS = 24 * 3_600_000

const lineRows = z.array(z.object({ provider: z.string(), model: z.string(), ...countsShape }))
const blockRows = z.array(z.object({ provider: z.string(), model: z.string(), blocks: z.number() }))

/** How the site does: every provider with its models, their lines and limits, and the figures that want a look. */
export async function readOverview(now: Date): Promise<OverviewView> {
  const dayAgo = new Date(now.getTime() - DAY_MS)
  const [lines, limits, states, blocked, served, workers, troubled, braked, ambiguous, check] =
    await Promise.all([
      db.$queryRaw`
      SELECT provider, model, ${countColumns} FROM ${unfinishedImages} unfinished GROUP BY provider, model`,
      db.providerLimit.findMany(),
      db.providerState.findMany(),
      db.$queryRaw`
      SELECT provider, model, count(*)::integer AS blocks FROM images
      WHERE error_code = 'moderation_blocked' AND finished_at > ${dayAgo}::timestamptz GROUP BY provider, model`,
      readServedModels(env.provider),
      countLiveWorkers(),
      countTroubled(now),
      db.moderationBrake.count({ where: { until: { gt: now } } }),
      sumAmbiguous(dayAgo),
      db.ledgerCheck.findFirst({ orderBy: { id: 'desc' }, select: { finishedAt: true, findings: true } }),
    ])
  const counts = lineRows.parse(lines)
  const blocks = blockRows.parse(blocked)

  const views = providers.map((provider): ProviderView => {
    const isCurrent = provider === env.provider
    const state = states.find((row) => row.provider === provider)
    const limitOf = new Map(limits.filter((row) => row.provider === provider).map((row) => [row.model, row]))
    const countOf = byModel(counts, provider)
    const blocksOf = byModel(blocks, provider)
    const offered = isCurrent ? catalogue.filter(({ id }) => served === null || served.has(id)) : []
    const names = new Set([
      ...offered.map(({ id }) => id),
      ...countOf.keys(),
      ...blocksOf.keys(),
      ...(isCurrent ? limitOf.keys() : []),
    ])
    return {
      provider,
      isCurrent,
      stop: state?.stoppedAt
        ? {
            since: state.stoppedAt.toISOString(),
            reason: state.stopReason ?? 'unknown',
            probeAt: state.probeAt?.toISOString() ?? null,
            probes: state.probes,
          }
        : null,
      listError: state?.error ?? null,
      models: [...names].map((model) =>
        modelView(model, limitOf.get(model), countOf.get(model), blocksOf.get(model)?.blocks ?? 0, now),
      ),
    }
  })

  return {
    now: now.toISOString(),
    // One that the site has left is shown as long as something of it is open.
    providers: views.filter(
      ({ isCurrent, stop, models }) => isCurrent || models.some(hasWork) || (stop && models.length > 0),
    ),
    defaults: { places: env.PROVIDER_CONCURRENCY, rate: env.PROVIDER_RATE_PER_MINUTE ?? null },
    workers,
    troubled,
    braked,
    ambiguous,
    check: check && { finishedAt: check.finishedAt.toISOString(), findings: check.findings },
  }
}

function byModel<Row extends { provider: string; model: string }>(
  rows: Row[],
  provider: string,
): Map<string, Row> {
  return new Map(rows.filter((row) => row.provider === provider).map((row) => [row.model, row]))
}

function hasWork({ waiting, queued, running }: LineCounts): boolean {
  return waiting + queued + running > 0
}

function modelView(
  model: string,
  limit: ProviderLimit | undefined,
  counts: LineCounts | undefined,
  blocks: number,
  now: Date,
): ModelView {
  const { waiting, queued, running, oldestAt } = counts ?? nothingInLine
  const isPaused = limit?.pausedUntil && limit.pausedUntil > now
  return {
    model,
    waiting,
    queued,
    running,
    oldestAt,
    places: Math.floor(limit?.places ?? env.PROVIDER_CONCURRENCY),
    placesSet: limit?.placesSet ?? null,
    rate: limit ? limit.rate : (env.PROVIDER_RATE_PER_MINUTE ?? null),
    rateSet: limit?.rateSet ?? null,
    rateDeclared: limit?.rateDeclared ?? null,
    pause:
      isPaused && limit?.pausedUntil
        ? { until: limit.pausedUntil.toISOString(), reason: limit.pauseReason }
        : null,
    blocks,
  }
}
