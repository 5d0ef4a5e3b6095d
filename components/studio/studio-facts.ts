import type { Availability } from '#lib/catalog/lifecycle.ts'

/** What only the server knows of the choices: which models its provider serves, and what is added to the list price. */
export interface StudioFacts {
  availability: Record<string, Availability>
  markupBps: number
}
