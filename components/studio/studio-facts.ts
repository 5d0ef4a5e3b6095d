import type { Availability } from '#lib/catalog/lifecycle.ts'

/** What only the server knows of the choices: which models its provider serves, and what is added to the list price. */
export interface StudioFacts {
  availability: Record<string, Availability>
  markupBps: number
  /** Median seconds that a picture took lately, by model and quality; what is not listed is not known. */
  typicalSeconds: Record<string, Record<string, number>>
}

/** About how many seconds a picture takes; null while too few were made to tell. */
export function typicalSecondsOf(facts: StudioFacts, form: { model: string; params: { quality: string } }) {
  return facts.typicalSeconds[form.model]?.[form.params.quality] ?? null
}
