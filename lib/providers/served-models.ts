import type { ServedModels } from '#lib/catalog/lifecycle.ts'
import { db } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import type { Provider } from './provider.ts'

/** What a provider's GET /v1/models said last: shutdown dates by model id. Null when it was never reached. */
export async function readServedModels(provider: string): Promise<ServedModels | null> {
  // One after the other: side by side, the first list ever could be seen to have come and yet be empty.
  const state = await db.providerState.findUnique({ where: { provider }, select: { modelsSeenAt: true } })
  if (!state?.modelsSeenAt) return null
  const rows = await db.providerModel.findMany({ where: { provider } })
  return new Map(rows.map((row) => [row.model, row.shutdownDate]))
}

/** Asks the provider and stores the list. A provider that cannot be reached keeps the list it had. @returns whether it answered */
export async function refreshServedModels(provider: Provider, now: Date): Promise<boolean> {
  try {
    const served = await provider.listModels()
    await db.$transaction([
      db.providerModel.deleteMany({ where: { provider: provider.id } }),
      db.providerModel.createMany({
        data: served.map(({ id, shutdownDate }) => ({
          provider: provider.id,
          model: id,
          shutdownDate,
          seenAt: now,
        })),
        skipDuplicates: true,
      }),
      db.providerState.upsert({
        where: { provider: provider.id },
        create: { provider: provider.id, modelsSeenAt: now },
        update: { modelsSeenAt: now, error: null },
      }),
    ])
    return true
  } catch (err) {
    log.warn({ err, provider: provider.id }, 'could not ask the provider for its models')
    const error = err instanceof Error ? err.message : String(err)
    await db.providerState.upsert({
      where: { provider: provider.id },
      create: { provider: provider.id, error },
      update: { error },
    })
    return false
  }
}

/** Workers ask a provider for its models every ten minutes; one that nobody has asked for so long is used no more. */
const LEFT_AFTER_MS = 15 * 60_000

/** Whether some other worker, on this database, uses a provider that this one does not: a change of provider, or a mistake. */
export async function isServedElsewhere(provider: string, now = new Date()): Promise<boolean> {
  const state = await db.providerState.findUnique({ where: { provider }, select: { modelsSeenAt: true } })
  return state?.modelsSeenAt != null && now.getTime() - state.modelsSeenAt.getTime() < LEFT_AFTER_MS
}
