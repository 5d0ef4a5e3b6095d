import type { Model } from './model.ts'
import { models } from './models.ts'

/** What the provider's GET /v1/models lists: shutdown dates (YYYY-MM-DD, or null where it names none) by model id. */
export type ServedModels = ReadonlyMap<string, string | null>

export type Availability =
  | { state: 'available'; endsOn?: string }
  | { state: 'retired'; since: string; successors: string[] }
  | { state: 'unserved'; successors: string[] }

/**
 * Whether a model can be used now. The provider's list outranks our dates: what is listed works, even past its date
 * (the sandbox lists retired models so), and what is missing does not. Without a list (null) the dates decide.
 */
export function availability(model: Model, served: ServedModels | null, now: Date): Availability {
  const ourDate = model.lifecycle.state === 'active' ? null : model.lifecycle.shutdownDate
  if (isUsable(model, served, now)) {
    const endsOn = served?.get(model.id) ?? ourDate
    return endsOn !== null && isAhead(endsOn, now) ? { state: 'available', endsOn } : { state: 'available' }
  }
  const successors = usableSuccessors(model, served, now)
  if (ourDate !== null && !isAhead(ourDate, now)) return { state: 'retired', since: ourDate, successors }
  return { state: 'unserved', successors }
}

function isUsable(model: Model, served: ServedModels | null, now: Date): boolean {
  if (served) return served.has(model.id)
  return model.lifecycle.state === 'active' || isAhead(model.lifecycle.shutdownDate, now)
}

/** The provider's named replacements that can be used; where none can, whatever can, best first. */
function usableSuccessors(model: Model, served: ServedModels | null, now: Date): string[] {
  const usable = models.filter((each) => each !== model && isUsable(each, served, now)).map(({ id }) => id)
  const named = model.lifecycle.state === 'active' ? [] : model.lifecycle.replacements
  const namedUsable = named.filter((id) => usable.includes(id))
  return namedUsable.length > 0 ? namedUsable : usable
}

/** A day begins at midnight UTC; on the day itself a model is gone. */
function isAhead(date: string, now: Date): boolean {
  return now.getTime() < Date.parse(`${date}T00:00:00Z`)
}
