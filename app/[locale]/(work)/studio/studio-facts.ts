import type { StudioFacts } from '#components/studio/studio-facts.ts'
import { availability } from '#lib/catalog/lifecycle.ts'
import { models } from '#lib/catalog/models.ts'
import { env } from '#lib/env.ts'
import { readServedModels } from '#lib/providers/served-models.ts'

export async function studioFacts(now: Date): Promise<StudioFacts> {
  const served = await readServedModels(env.provider)
  return {
    availability: Object.fromEntries(models.map((model) => [model.id, availability(model, served, now)])),
    markupBps: env.MARKUP_BPS,
  }
}
