import type { Model } from './model.ts'
import { dallE2, dallE3 } from './models/dall-e.ts'
import { chatgptImageLatest, gptImage1, gptImage1Mini, gptImage15 } from './models/gpt-image-1.ts'
import { gptImage25Flare, gptImage25Sunburst } from './models/gpt-image-2.5.ts'
import { gptImage26Flare, gptImage26Sunburst } from './models/gpt-image-2.6.ts'
import { gptImage2 } from './models/gpt-image-2.ts'

/** Every model we know, best first. What a provider serves of them is another question: see `availability`. */
export const models: readonly Model[] = [
  gptImage26Flare,
  gptImage26Sunburst,
  gptImage25Flare,
  gptImage25Sunburst,
  gptImage2,
  gptImage15,
  chatgptImageLatest,
  gptImage1,
  gptImage1Mini,
  dallE3,
  dallE2,
]

export const defaultModelId = 'gpt-image-2.6-flare'

const modelsById = new Map(models.flatMap((model) => [model.id, ...model.snapshots].map((id) => [id, model])))

/** The model with this id, or the one this is a dated snapshot of. */
export function findModel(id: string): Model | undefined {
  return modelsById.get(id)
}

/** The known id that shares the longest beginning with what was typed; the better model wins a tie. */
export function nearestModelId(typed: string): string {
  let nearest = defaultModelId
  let longest = 0
  for (const { id } of models) {
    let shared = 0
    while (shared < id.length && id[shared] === typed[shared]) shared++
    if (shared > longest) [nearest, longest] = [id, shared]
  }
  return nearest
}

export type Capability = 'generate' | 'edit' | 'multi' | 'mask' | 'markup' | 'stream'

/** What the model can do, for the short list under its name. */
export function capabilities(model: Model): Capability[] {
  const { operations } = model
  const has: Record<Capability, boolean> = {
    generate: operations.generate,
    edit: operations.edit,
    multi: operations.editMultiple,
    mask: operations.mask,
    markup: operations.markup,
    stream: model.partialImagesMax !== null,
  }
  const all: Capability[] = ['generate', 'edit', 'multi', 'mask', 'markup', 'stream']
  return all.filter((capability) => has[capability])
}
