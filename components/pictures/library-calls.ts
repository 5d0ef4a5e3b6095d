import { callApi } from '#components/queries/api.ts'
import type { Facets, MonthCount, PictureLayout, PicturePage, PictureView } from '#lib/library/view.ts'

/** How many pictures come with the page, and in one window. */
export const WINDOW = 60

/** What the server drew, so that the first look needs no second question. */
export interface InitialPictures {
  /** The filters they were found with, as the API takes them. */
  view: string
  pictures: readonly PictureView[]
  nextCursor: string | null
  /** How all pictures of the view lie, where they are all of them. */
  layout: PictureLayout | null
  /** They do not begin with the newest: a page of its own, for browsers without script. */
  older: boolean
  /** When they were read, in milliseconds of the server's clock. */
  readAt: number
}

function withFilters(path: string, view: string, more: Record<string, string | number> = {}): string {
  const params = new URLSearchParams(view)
  for (const [name, value] of Object.entries(more)) params.set(name, String(value))
  return params.size > 0 ? `${path}?${params}` : path
}

export function fetchLayout(view: string, signal?: AbortSignal): Promise<PictureLayout> {
  return callApi(withFilters('/api/pictures/layout', view), { signal })
}

/** Pictures of a view by their place, counted from `asOf`. */
export async function fetchWindow(
  view: string,
  place: { asOf: string; offset: number; limit: number },
  signal?: AbortSignal,
): Promise<PictureView[]> {
  const answer = await callApi<{ pictures: PictureView[] }>(
    withFilters('/api/pictures/window', view, place),
    { signal },
  )
  return answer.pictures
}

/** The ids of a piece of a view: up to 10,000 at once. */
export async function fetchIds(
  view: string,
  place: { asOf: string; offset: number; limit: number },
): Promise<string[]> {
  return (await callApi<{ ids: string[] }>(withFilters('/api/pictures/ids', view, place))).ids
}

/** How the pictures of a view lie in months, counted from `asOf`. */
export async function fetchMonths(
  view: string,
  place: { asOf: string; timeZone: string },
  signal?: AbortSignal,
): Promise<MonthCount[]> {
  const path = withFilters('/api/pictures/months', view, place)
  return (await callApi<{ months: MonthCount[] }>(path, { signal })).months
}

export async function fetchNewest(view: string, signal?: AbortSignal): Promise<PictureView[]> {
  const page = await callApi<PicturePage>(withFilters('/api/pictures', view, { limit: WINDOW }), { signal })
  return page.pictures
}

export function fetchFacets(signal?: AbortSignal): Promise<Facets> {
  return callApi('/api/pictures/facets', { signal })
}
