import type { ImageParams } from '#lib/catalog/params.ts'
import type { StudioForm } from './studio-form.ts'

const KEY = 'huafang.draft.1'

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isParams(value: unknown): value is ImageParams {
  return isRecord(value) && typeof value.size === 'string' && typeof value.quality === 'string'
}

/** The draft of an earlier visit, or null. Storage may be full, forbidden or written by another version: then it is as if empty. */
export function readDraft(): StudioForm | null {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    if (!isRecord(draft) || typeof draft.model !== 'string' || typeof draft.prompt !== 'string') return null
    if (typeof draft.n !== 'number' || !isParams(draft.params)) return null
    const partialImages = Number(draft.params.partialImages) || 0
    return {
      model: draft.model,
      prompt: draft.prompt,
      n: draft.n,
      params: { ...draft.params, partialImages },
    }
  } catch {
    return null
  }
}

export function keepDraft(form: StudioForm): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(form))
  } catch {
    // The draft is a courtesy; without storage the form still works.
  }
}
