import { dayEnd, dayStart, isDay } from '#lib/i18n/day.ts'
import type { ColourName } from '#lib/images/main-colours.ts'

export const pictureKinds = ['generate', 'edit', 'mask'] as const
export const pictureShapes = ['square', 'landscape', 'portrait'] as const
export const pictureColours = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
  'brown',
  'white',
  'grey',
  'black',
] as const satisfies readonly ColourName[]

export type PictureKind = (typeof pictureKinds)[number]
export type PictureShapeName = (typeof pictureShapes)[number]
export type PictureColour = (typeof pictureColours)[number]

/** What of the library is looked at. Absent: no such wish. */
export interface LibraryFilters {
  /** Words of the prompt. */
  q?: string
  model?: string
  kind?: PictureKind
  shape?: PictureShapeName
  colour?: PictureColour
  /** First and last day, `YYYY-MM-DD` in the reader's time zone, both included. */
  from?: string
  to?: string
  favourite?: true
  /** A folder's id. */
  folder?: string
  /** What was deleted, instead of what was not. */
  bin?: true
}

export type FilterName = keyof LibraryFilters

const QUERY_MAX = 200

function oneOf<Value extends string>(values: readonly Value[], given: string | null): Value | undefined {
  return values.find((value) => value === given)
}

function matching(pattern: RegExp, given: string | null): string | undefined {
  return given !== null && pattern.test(given) ? given : undefined
}

/** The search as it is asked: one blank between words, none around, and nothing that no database can hold. */
export function cleanQuery(text: string): string {
  const plain = text.toWellFormed().replaceAll('\0', '').replace(/\s+/gu, ' ').trim()
  return Array.from(plain).slice(0, QUERY_MAX).join('')
}

/** Reads filters out of a page's address. What makes no sense there is as if it were not there. */
export function readFilters(params: URLSearchParams): LibraryFilters {
  const day = (name: string) => {
    const given = params.get(name)
    return given !== null && isDay(given) ? given : undefined
  }
  return pruned({
    q: cleanQuery(params.get('q') ?? '') || undefined,
    model: matching(/^[a-z\d][a-z\d.-]{0,63}$/, params.get('model')),
    kind: oneOf(pictureKinds, params.get('kind')),
    shape: oneOf(pictureShapes, params.get('shape')),
    colour: oneOf(pictureColours, params.get('colour')),
    from: day('from'),
    to: day('to'),
    favourite: params.get('favourite') === '1' || undefined,
    folder: matching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/, params.get('folder')),
    bin: params.get('bin') === '1' || undefined,
  })
}

/** Without the wishes that are not there, so that equal filters look equal. */
function pruned(filters: { [Name in FilterName]: LibraryFilters[Name] | undefined }): LibraryFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
}

/** The filters as they stand in an address, with the question mark; empty without any. Equal filters are written alike. */
export function writeFilters(filters: LibraryFilters): string {
  return asQuery(filters, filters.from, filters.to)
}

/**
 * The filters as the API takes them: days become instants, from the first included to the last excluded.
 * @param timeZone the reader's, an IANA name
 */
export function filtersForApi(filters: LibraryFilters, timeZone: string): string {
  return asQuery(
    filters,
    filters.from && dayStart(filters.from, timeZone).toISOString(),
    filters.to && dayEnd(filters.to, timeZone).toISOString(),
  ).slice(1)
}

function asQuery(filters: LibraryFilters, from: string | undefined, to: string | undefined): string {
  const params = new URLSearchParams()
  const { q, model, kind, shape, colour, favourite, folder, bin } = filters
  for (const [name, value] of Object.entries({ q, model, kind, shape, colour, from, to, folder })) {
    if (value) params.set(name, value)
  }
  if (favourite) params.set('favourite', '1')
  if (bin) params.set('bin', '1')
  return params.size > 0 ? `?${params}` : ''
}

/** What can be taken away one by one: the wishes within a place (all, a folder, the bin). */
export function removableFilters(filters: LibraryFilters): FilterName[] {
  const names: FilterName[] = ['q', 'model', 'kind', 'shape', 'colour', 'from', 'to', 'favourite']
  return names.filter((name) => filters[name] !== undefined)
}

/** The same filters with some wishes changed; `undefined` takes one away. */
export function changeFilters(
  filters: LibraryFilters,
  change: { [Name in FilterName]?: LibraryFilters[Name] | undefined },
): LibraryFilters {
  return Object.fromEntries(
    Object.entries({ ...filters, ...change }).filter(([, value]) => value !== undefined),
  )
}
