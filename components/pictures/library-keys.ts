import { queryKeys } from '#components/queries/keys.ts'

/**
 * Keys of the library in the query cache. `view` is a view's filters as the API takes them. What stands under `queryKeys.pictures` is
 * asked again when a job ends; walls are not: what is new is put on top of them. Whoever deletes or restores pictures elsewhere
 * removes `walls`.
 */
export const libraryKeys = {
  walls: ['walls'] as const,
  wall: (view: string) => ['walls', view] as const,
  window: (view: string, revision: number, start: number) => ['wall-window', view, revision, start] as const,
  months: (view: string, revision: number) => ['wall-months', view, revision] as const,
  newest: (view: string) => [...queryKeys.pictures, 'newest', view] as const,
  facets: [...queryKeys.pictures, 'facets'] as const,
}
