import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Density } from './density.ts'
import { justifyRows, type Rows, type WallMeasures } from './justify-rows.ts'
import { followPicture, type Wall } from './wall-data.ts'
import { boxOf, rowAt, rowOf } from './wall-geometry.ts'
import { keepPlace, readPlace, type WallPlace } from './wall-place.ts'

/** How much above and below the window is drawn too, in heights of the window. */
const OVERSCAN = 0.75
const SCROLL_END_MS = 160

export interface WallView {
  /** Null until the wall was measured: until then the browser's own layout stands. */
  rows: Rows | null
  measures: WallMeasures | null
  /** First and last picture to draw; null before the first look. */
  near: { first: number; last: number } | null
  /** Brings a picture into the window, with as little movement as possible. */
  reveal: (index: number) => void
  /** The first whole picture in the window, as of the last look; null at the top. */
  topIndex: () => number | null
  /** Notes the place at once, as before leaving by a link. */
  keep: (active: number) => void
}

function headerHeight(): number {
  return document.querySelector('header')?.getBoundingClientRect().bottom ?? 0
}

function measure(element: HTMLElement, density: Density): WallMeasures {
  const style = getComputedStyle(element)
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
  return {
    width: element.getBoundingClientRect().width,
    rowHeight: (Number.parseFloat(style.getPropertyValue(`--row-${density}`)) || 13) * rem,
    gap: Number.parseFloat(style.columnGap) || 0,
  }
}

function sameMeasures(one: WallMeasures | null, other: WallMeasures): boolean {
  return one?.width === other.width && one.rowHeight === other.rowHeight && one.gap === other.gap
}

/**
 * Measures the wall, hangs its rows, tells which pictures are near the window, and keeps the picture one looks at where it is when
 * the width changes, when pictures come or go above it, and when one comes back to the page.
 * @param complete whether the wall is the whole view, so that a place far below can be found again
 * @param onReturn called with the picture that one had left the page from
 */
export function useWallView(
  element: RefObject<HTMLElement | null>,
  wall: Wall,
  complete: boolean,
  density: Density,
  onReturn: (active: number) => void,
): WallView {
  const [measures, setMeasures] = useState<WallMeasures | null>(null)
  const [near, setNear] = useState<{ first: number; last: number } | null>(null)
  const rows = useMemo(
    () => (measures ? justifyRows(wall.ratios, measures, wall.head) : null),
    [wall.ratios, wall.head, measures],
  )
  // What is drawn, for listeners that live longer than one drawing.
  const drawn = useRef({ wall, rows, measures })
  const looked = useRef<{ index: number; offset: number } | null>(null)
  const wanted = useRef<WallPlace | null>(null)
  const scrollEnd = useRef<ReturnType<typeof setTimeout>>(undefined)
  const returned = useEffectEvent(onReturn)

  useLayoutEffect(() => {
    const target = element.current
    if (!target) return
    const update = () => {
      const next = measure(target, density)
      setMeasures((known) => (sameMeasures(known, next) ? known : next))
    }
    // At once for who comes back to a place, or sees another density. Else when the browser has laid out the page for itself: the HTML
    // stands where the rows will stand, and a phone is spared its longest task.
    if (drawn.current.measures || readPlace(window.history.state)) update()
    const observer = new ResizeObserver(update)
    observer.observe(target)
    return () => observer.disconnect()
  }, [element, density])

  /** Looks which pictures are near the window, and which is the first whole one in it. */
  const look = useCallback(() => {
    const target = element.current
    const { rows, wall, measures } = drawn.current
    if (!target || !rows || !measures) return
    const top = target.getBoundingClientRect().top
    const height = window.innerHeight
    const header = headerHeight()
    const firstRow = rowAt(rows, -top - height * OVERSCAN)
    const lastRow = rowAt(rows, -top + height * (1 + OVERSCAN))
    const first = rows.starts[firstRow] ?? 0
    const last = (rows.starts[lastRow + 1] ?? 0) - 1
    setNear((known) => (known?.first === first && known.last === last ? known : { first, last }))
    // At the top one looks at the top, whatever comes there.
    if (top >= header || wall.ratios.length === 0) {
      looked.current = null
      return
    }
    let row = rowAt(rows, header - top)
    if ((rows.tops[row] ?? 0) + top < header && row < rows.count - 1) row += 1
    looked.current = { index: rows.starts[row] ?? 0, offset: (rows.tops[row] ?? 0) + top }
  }, [element])

  const bring = useCallback(
    (index: number, offset: number) => {
      const target = element.current
      const { rows, wall, measures } = drawn.current
      const box = rows && measures && boxOf(rows, wall.ratios, measures.gap, index)
      if (!target || !box) return
      const delta = target.getBoundingClientRect().top + box.top - offset
      if (Math.abs(delta) > 0.5) window.scrollBy({ top: delta, behavior: 'instant' })
    },
    [element],
  )

  // Before the effect that goes there.
  useLayoutEffect(() => {
    wanted.current = readPlace(window.history.state)
    // The browser would go to where the page was scrolled, whatever has opened or closed above the wall since.
    window.history.scrollRestoration = 'manual'
    const onPop = (event: PopStateEvent) => {
      wanted.current = readPlace(event.state)
    }
    window.addEventListener('popstate', onPop)
    return () => window.removeEventListener('popstate', onPop)
  }, [])
  // Not before all is drawn: by then the entry of the history is that of the next page, and the wall's own keeps its word.
  useEffect(
    () => () => {
      window.history.scrollRestoration = 'auto'
    },
    [],
  )

  useLayoutEffect(() => {
    const before = drawn.current
    drawn.current = { wall, rows, measures }
    if (!rows) return
    const place = wanted.current
    if (place && place.view === wall.view && (complete || place.index < wall.ratios.length)) {
      wanted.current = complete ? null : place
      if (complete && place.active >= 0) returned(place.active)
      bring(place.index, place.offset)
    } else if (before.rows && before.rows !== rows && looked.current) {
      if (before.wall.view !== wall.view) {
        const top = element.current?.getBoundingClientRect().top ?? 0
        window.scrollBy({ top: top - headerHeight() - 16, behavior: 'instant' })
      } else {
        const { index, offset } = looked.current
        const now = followPicture(before.wall, index, wall) ?? Math.min(index, wall.ratios.length - 1)
        bring(now, offset)
      }
    }
    if (before.rows || place) {
      look()
      return
    }
    // All that came with the page is drawn already: what is near is told with the next frame, and hydration is not held up by a layout.
    const frame = requestAnimationFrame(look)
    return () => cancelAnimationFrame(frame)
  }, [wall, rows, measures, complete, bring, look, element])

  const keep = useCallback(
    (activeIndex: number) => {
      const target = element.current
      if (!target) return
      // What scrolled just before a picture was opened must not take its place back.
      clearTimeout(scrollEnd.current)
      const at = looked.current ?? { index: 0, offset: target.getBoundingClientRect().top }
      keepPlace({ view: drawn.current.wall.view, ...at, active: activeIndex })
    },
    [element],
  )

  useEffect(() => {
    let frame = 0
    const onScroll = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0
        look()
      })
      clearTimeout(scrollEnd.current)
      scrollEnd.current = setTimeout(() => keep(-1), SCROLL_END_MS)
    }
    window.addEventListener('scroll', onScroll, { passive: true })
    window.addEventListener('resize', onScroll)
    return () => {
      window.removeEventListener('scroll', onScroll)
      window.removeEventListener('resize', onScroll)
      cancelAnimationFrame(frame)
      clearTimeout(scrollEnd.current)
    }
  }, [look, keep])

  const reveal = useCallback(
    (index: number) => {
      const target = element.current
      const { rows, measures } = drawn.current
      if (!target || !rows || !measures) return
      const row = rowOf(rows, index)
      const top = target.getBoundingClientRect().top + (rows.tops[row] ?? 0)
      const bottom = top + (rows.heights[row] ?? 0)
      const above = headerHeight() + measures.gap
      if (top < above) window.scrollBy({ top: top - above, behavior: 'instant' })
      else if (bottom > window.innerHeight - measures.gap) {
        const down = Math.min(bottom - window.innerHeight + measures.gap, top - above)
        window.scrollBy({ top: down, behavior: 'instant' })
      }
    },
    [element],
  )

  const topIndex = useCallback(() => looked.current?.index ?? null, [])

  return { rows, measures, near, topIndex, reveal, keep }
}
