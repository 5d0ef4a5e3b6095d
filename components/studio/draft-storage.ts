import type { ImageParams } from '#lib/catalog/params.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import type { StudioForm } from './studio-form.ts'

/**
 * Each tab keeps its own draft, so that two of them do not take each other's words; a new tab begins with what was written last
 * in any of them. By user: the next person at this browser finds nothing.
 */
function keyOf(userId: string): string {
  return `huafang.draft.2.${userId}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isParams(value: unknown): value is ImageParams {
  return isRecord(value) && typeof value.size === 'string' && typeof value.quality === 'string'
}

function isUpload(value: unknown): value is UploadView {
  return isRecord(value) && typeof value.id === 'string' && isRecord(value.sent)
}

/** A form as it was kept, or null where it is none. @throws SyntaxError */
export function parseDraft(text: string | null): StudioForm | null {
  const draft: unknown = JSON.parse(text ?? 'null')
  if (!isRecord(draft) || typeof draft.model !== 'string' || typeof draft.prompt !== 'string') return null
  if (typeof draft.n !== 'number' || !isParams(draft.params)) return null
  const partialImages = Number(draft.params.partialImages) || 0
  return {
    model: draft.model,
    prompt: draft.prompt,
    n: draft.n,
    params: { ...draft.params, partialImages },
    // A draft of before there were pictures has none of these.
    inputs: Array.isArray(draft.inputs) ? draft.inputs.filter(isUpload) : [],
    mask: isUpload(draft.mask) ? draft.mask : null,
    keepUnpainted: draft.keepUnpainted !== false,
  }
}

/** The draft of this tab, else the last one of any tab, or null. Storage may be full, forbidden or written by another version. */
export function readDraft(userId: string): StudioForm | null {
  const key = keyOf(userId)
  for (const storage of [() => sessionStorage, () => localStorage]) {
    try {
      const draft = parseDraft(storage().getItem(key))
      if (draft) return draft
    } catch {
      // As if empty.
    }
  }
  return null
}

/** @param text the form as JSON */
export function keepDraft(userId: string, text: string): void {
  for (const storage of [() => sessionStorage, () => localStorage]) {
    try {
      storage().setItem(keyOf(userId), text)
    } catch {
      // The draft is a courtesy; without storage the form still works.
    }
  }
}
