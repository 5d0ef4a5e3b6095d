import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { fetchLayout, fetchNewest, fetchWindow, type InitialPictures, WINDOW } from './library-calls.ts'
import { libraryKeys } from './library-keys.ts'
import {
  type Wall,
  wallOfLayout,
  wallOfPictures,
  withNewest,
  withPicturesOf,
  withWindow,
} from './wall-data.ts'

const HOUR_MS = 3_600_000

/**
 * What came with a page is true for its first drawing alone. The page, and its entry of the history, keep it longer than that: after
 * changes here, or for who comes back, the server is asked.
 */
const spent = new WeakSet<InitialPictures>()

export interface WallState {
  wall: Wall
  /** `first`: only what came with the page; `changing`: another view is on its way, and this is the one before. */
  status: 'first' | 'ready' | 'changing'
  /** The view could not be loaded; what is shown stays. */
  error: Error | null
  retry: () => void
}

/**
 * The wall of a view: laid out by one question, kept in the cache for whoever comes back; what is new comes on top.
 * @param paused while a change is on its way to the server, the newest pictures there and here differ
 */
export function useWall(view: string, initial: InitialPictures, paused: boolean): WallState {
  const client = useQueryClient()
  const matches = initial.view === view
  const { layout: layoutOfAll } = initial
  const provisional = useMemo(
    () => wallOfPictures(initial.view, matches ? initial.pictures : []),
    [initial, matches],
  )
  const layout = useQuery({
    queryKey: libraryKeys.wall(view),
    queryFn: async ({ signal }) => {
      const first = matches && !initial.older && !spent.has(initial) ? initial.pictures : []
      const fetched = wallOfLayout(view, await fetchLayout(view, signal), first)
      return withPicturesOf(fetched, client.getQueryData(libraryKeys.wall(view)))
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: HOUR_MS,
    ...(matches &&
      layoutOfAll && {
        initialData: () =>
          spent.has(initial) ? undefined : wallOfLayout(view, layoutOfAll, initial.pictures),
        initialDataUpdatedAt: initial.readAt,
      }),
    // 100,000 proportions are not compared one by one.
    structuralSharing: false,
    refetchOnReconnect: false,
    placeholderData: keepPreviousData,
  })
  // After the question above was asked, if it had to be.
  useEffect(() => void spent.add(initial), [initial])
  const wall = layout.data ?? provisional

  const newest = useQuery({
    queryKey: libraryKeys.newest(view),
    queryFn: ({ signal }) => fetchNewest(view, signal),
    enabled: layout.isSuccess && !layout.isPlaceholderData && !paused,
    ...(matches &&
      !initial.older && { initialData: [...initial.pictures], initialDataUpdatedAt: initial.readAt }),
  })
  const handled = useRef<unknown>(null)
  const laidOut = layout.isPlaceholderData ? undefined : layout.data
  const { data: latest, dataUpdatedAt: latestAt } = newest
  useEffect(() => {
    if (!latest || latest === handled.current || !laidOut || paused) return
    const top = laidOut.pictures[0]
    // The top is not loaded yet: whoever stands far below hears of what is new later.
    if (laidOut.asOf !== null && !top) return
    handled.current = latest
    // Asked before the wall was laid out: it knows nothing that the wall does not.
    if (latestAt < layout.dataUpdatedAt && !latest.some(({ id }) => id === top?.id)) return
    const key = libraryKeys.wall(view)
    const next = withNewest(laidOut, latest)
    if (next === null) void client.invalidateQueries({ queryKey: key })
    else if (next !== laidOut) client.setQueryData(key, next)
  }, [client, laidOut, layout.dataUpdatedAt, latest, latestAt, paused, view])

  return {
    wall,
    status: layout.isPlaceholderData ? 'changing' : layout.data ? 'ready' : 'first',
    error: layout.error,
    retry: () => void layout.refetch(),
  }
}

/**
 * Fetches what is near the viewport and not there yet, window by window; a window that is scrolled past before it has come is
 * cancelled. @param paused while a change is on its way to the server, its places and ours differ
 */
export function useWindows(
  wall: Wall,
  near: { first: number; last: number } | null,
  paused: boolean,
): { failed: Error | null; retry: () => void } {
  const client = useQueryClient()
  const { asOf, view, revision, head } = wall
  const results = useQueries({
    queries: (near && asOf !== null && !paused ? missingWindows(wall, near) : []).map((offset) => ({
      queryKey: libraryKeys.window(view, revision, offset),
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const pictures = await fetchWindow(view, { asOf: asOf ?? '', offset, limit: WINDOW }, signal)
        const key = libraryKeys.wall(view)
        const current = client.getQueryData<Wall>(key)
        if (current?.revision !== revision) return 0
        const complete = pictures.length >= Math.min(WINDOW, current.ratios.length - head - offset)
        const next = complete ? withWindow(current, head + offset, pictures) : null
        // Deleted elsewhere, most likely: what hangs where has to be asked anew.
        if (next === null) void client.invalidateQueries({ queryKey: key })
        else client.setQueryData(key, next)
        return pictures.length
      },
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    })),
  })
  return {
    failed: results.find(({ error }) => error)?.error ?? null,
    retry: () => {
      for (const result of results) if (result.isError) void result.refetch()
    },
  }
}

/** Offsets of the windows between two places that hold a picture not fetched yet. */
function missingWindows(wall: Wall, near: { first: number; last: number }): number[] {
  const offsets: number[] = []
  const first = Math.max(0, near.first - wall.head)
  for (let offset = first - (first % WINDOW); offset <= near.last - wall.head; offset += WINDOW) {
    const from = Math.max(wall.head + offset, near.first)
    const to = Math.min(wall.head + offset + WINDOW - 1, near.last)
    for (let index = from; index <= to; index += 1) {
      if (wall.pictures[index] !== undefined) continue
      offsets.push(offset)
      break
    }
  }
  return offsets
}
