import type { StudioFacts } from '#components/studio/studio-facts.ts'
import { availability } from '#lib/catalog/lifecycle.ts'
import { models } from '#lib/catalog/models.ts'
import { env } from '#lib/env.ts'
import { typicalTimes } from '#lib/jobs/typical-times.ts'
import { log } from '#lib/log.ts'
import { readServedModels } from '#lib/providers/served-models.ts'

export async function studioFacts(now: Date): Promise<StudioFacts> {
  const [served, typicalSeconds] = await Promise.all([
    readServedModels(env.provider),
    // A courtesy: without it the studio works as well.
    typicalTimes().catch((err: unknown) => {
      log.warn({ err }, 'could not read typical times')
      return {}
    }),
  ])
  return {
    availability: Object.fromEntries(models.map((model) => [model.id, availability(model, served, now)])),
    markupBps: env.MARKUP_BPS,
    typicalSeconds,
  }
}
