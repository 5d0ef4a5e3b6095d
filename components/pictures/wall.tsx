import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { saysSessionEnded } from '#components/queries/session-ended.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { useFocusHeir } from '#components/ui/use-focus-heir.ts'
import { DateLabel } from './date-label.tsx'
import type { Density } from './density.ts'
import { WINDOW } from './library-calls.ts'
import { useImagesAgain } from './use-images-again.ts'
import { useLongPress } from './use-long-press.ts'
import { useRectangle } from './use-rectangle.ts'
import { useThrottled } from './use-throttled.ts'
import { useWindows } from './use-wall.ts'
import { useWallView } from './use-wall-view.ts'
import type { Wall as WallData } from './wall-data.ts'
import { type Box, boxOf, picturesIn } from './wall-geometry.ts'
import { goalOf } from './wall-keys.ts'
import { WallPicture } from './wall-picture.tsx'
import { emptySelection, enclosed, everything, extended, type Selection, toggled } from './wall-selection.ts'

/**
 * Pictures that begin to load with the page itself, and are painted with its words. A phone shows two more at first: the more there are
 * on the line, the later comes the first of them.
 */
const EAGER = 6

interface WallProps {
  wall: WallData
  /** Whether `wall` is the whole view. */
  complete: boolean
  density: Density
  /** The filters as they stand in an address, to follow them from picture to picture. */
  search: string
  label: string
  selection: Selection
  onSelect: (next: Selection | ((now: Selection) => Selection)) => void
  /** Clicks select, although nothing is selected yet. */
  selectMode: boolean
  /** A change is on its way to the server: nothing is fetched meanwhile. */
  paused: boolean
  onFavourite: (indexes: ReadonlySet<number>) => void
  onDelete: (indexes: ReadonlySet<number>) => void
}

/**
 * The pictures themselves: only those near the window are drawn, each where its row hangs. Arrow keys go from picture to picture,
 * and only the active one is a stop of the Tab key.
 */
export function Wall(props: WallProps) {
  const t = useTranslate('library')
  const tCommon = useTranslate('common')
  const hintId = useId()
  const locale = useLocale()
  const { wall, selection, onSelect } = props
  const total = wall.ratios.length
  const list = useRef<HTMLUListElement>(null)
  const surface = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  /** The focus is somewhere on the wall. */
  const [focused, setFocused] = useState(false)
  /** What of it had the focus last. */
  const lastFocused = useRef<Element | null>(null)
  /** The active picture takes the focus as soon as it is there. */
  const [grabbing, setGrabbing] = useState(false)
  const view = useWallView(list, wall, props.complete, props.density, (index) => {
    setActive(index)
    setGrabbing(true)
  })
  const { rows, measures, near, reveal, keep } = view
  const windows = useWindows(wall, useThrottled(near), props.paused)
  const current = Math.min(active, Math.max(total - 1, 0))
  const selecting = props.selectMode || selection.chosen.size > 0

  const goTo = useCallback(
    (index: number) => {
      reveal(index)
      setActive(index)
      setGrabbing(true)
    },
    [reveal],
  )

  const toggle = useCallback(
    (index: number) => {
      onSelect((now) => toggled(now, index))
      setActive(index)
    },
    [onSelect],
  )
  const { onFavourite } = props
  const favourite = useCallback((index: number) => onFavourite(new Set([index])), [onFavourite])

  const rectangle = useRectangle(surface, list, (box: Box, additive, begins) => {
    if (!rows || !measures) return
    const touched = picturesIn(rows, wall.ratios, measures.gap, box)
    onSelect((now) => {
      const base = additive ? (begins ? now.chosen : now.base) : undefined
      return { ...enclosed(touched, base), base: base ?? new Set() }
    })
    const [first] = touched
    if (first !== undefined) setActive(first)
  })
  useLongPress(surface, (index) => toggle(index))
  useImagesAgain(surface)

  // A picture that was deleted or moved took the focus with it: the one that hangs in its place gets it.
  useLayoutEffect(() => {
    const isGone = lastFocused.current?.isConnected === false
    if (isGone && wall.ratios.length > 0 && document.activeElement === document.body) setGrabbing(true)
  }, [wall])
  useFocusHeir(surface, () => document.getElementById('content'))

  // Also with the focus nowhere, as after a click beside the pictures, and Escape on the buttons above them.
  const onPageKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return
    if (event.target.closest('input, textarea, select, dialog, [role="dialog"], [role="menu"]')) return
    if (event.key === 'Escape') onSelect(emptySelection)
    else if (event.target !== document.body) return
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault()
      onSelect(everything(total))
    }
  })
  useEffect(() => {
    const listener = (event: globalThis.KeyboardEvent) => onPageKey(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])

  /** Before the links hear of it: a click may mean selecting. */
  function onClickCapture(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null
    const index = indexOf(target)
    if (!target || index < 0) return
    const onCheck = target.closest('label') !== null && !(target instanceof HTMLInputElement)
    const onPicture = target.closest('[data-picture]') !== null
    const opensElsewhere = event.ctrlKey || event.metaKey
    if (event.shiftKey && (onCheck || onPicture)) onSelect((now) => extended(now, index, current))
    else if (onCheck || (onPicture && selecting && !opensElsewhere)) onSelect((now) => toggled(now, index))
    else {
      if (onPicture && !opensElsewhere) keep(index)
      return
    }
    event.preventDefault()
    event.stopPropagation()
    setActive(index)
    setGrabbing(true)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const index = indexOf(event.target instanceof Element ? event.target : null)
    if (index < 0 || event.altKey || !rows || !measures) return
    const inside = event.target instanceof HTMLElement && event.target.closest('input, button') !== null
    const ctrl = event.ctrlKey || event.metaKey
    const goal = goalOf(event.key, index, rows, wall.ratios, measures.gap)
    if (goal !== null) {
      if (event.shiftKey) onSelect((now) => extended(now, goal, index))
      goTo(goal)
    } else if (event.key === ' ' && !inside) {
      if (event.shiftKey) onSelect((now) => extended(now, index, index))
      else toggle(index)
    } else if (ctrl && event.key.toLowerCase() === 'a') {
      onSelect(everything(total))
    } else if (event.key === 'Escape' && selection.chosen.size > 0) {
      onSelect(emptySelection)
    } else if (event.key === 'Delete' || (event.key === 'Backspace' && event.metaKey)) {
      props.onDelete(selection.chosen.size > 0 ? selection.chosen : new Set([index]))
    } else if (event.key.toLowerCase() === 'f' && !ctrl) {
      props.onFavourite(selection.chosen.size > 0 ? selection.chosen : new Set([index]))
    } else return
    event.preventDefault()
  }

  const drawn: { index: number; box: Box | null }[] = []
  if (rows && measures) {
    const { first, last } = near ?? { first: 0, last: Math.min(WINDOW, total) - 1 }
    const add = (index: number) => {
      const box = boxOf(rows, wall.ratios, measures.gap, index)
      if (box) drawn.push({ index, box })
    }
    // The active picture stays, or the focus would be lost where it is scrolled out of sight.
    const held = focused || grabbing
    if (held && current < first) add(current)
    for (let index = first; index <= last; index += 1) add(index)
    if (held && current > last) add(current)
  } else {
    for (let index = 0; index < Math.min(total, WINDOW); index += 1) drawn.push({ index, box: null })
  }

  return (
    <div ref={surface} className="pb-6 [&_img[data-failed]]:opacity-0">
      <ul
        ref={list}
        aria-label={props.label}
        aria-describedby={hintId}
        aria-keyshortcuts="Control+A Delete F"
        className={`relative gap-1.5 ${props.density === 'small' ? '[--row:var(--row-small)]' : '[--row:var(--row-large)]'} [--row-large:7.6rem] [--row-small:4.6rem] sm:gap-2.5 sm:[--row-large:12.5rem] sm:[--row-small:7rem] ${
          rows ? '' : 'flex flex-wrap after:h-0 after:flex-[1000000000_0_0] after:content-[""]'
        }`}
        style={{ overflowAnchor: 'none', height: rows ? rows.height : undefined }}
        onClickCapture={onClickCapture}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const index = indexOf(event.target)
          if (index >= 0) setActive(index)
          setFocused(true)
          lastFocused.current = event.target
          // A wash holds the focus only until its picture is there.
          if (event.target.matches('a, input, button')) setGrabbing(false)
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget) && event.relatedTarget) setFocused(false)
        }}
      >
        {drawn.map(({ index, box }) => {
          const picture = wall.pictures[index]
          return (
            <WallPicture
              key={picture?.id ?? `place ${index}`}
              index={index}
              picture={picture}
              ratio={wall.ratios[index] ?? 1}
              left={box?.left}
              top={box?.top}
              width={box?.width}
              height={box?.height}
              total={props.complete ? total : 0}
              href={picture ? `/${locale}/pictures/${picture.id}${props.search}` : ''}
              selected={selection.chosen.has(index)}
              selecting={selecting}
              reachable={!rows || index === current}
              takesFocus={grabbing && index === current}
              eager={index < EAGER}
              onToggle={toggle}
              onFavourite={favourite}
            />
          )
        })}
        {rectangle && (
          <li
            aria-hidden="true"
            className="pointer-events-none absolute z-20 border border-azurite bg-azurite/15"
            style={rectangle}
          />
        )}
      </ul>
      <p id={hintId} className="sr-only">
        {t('hint')}
      </p>
      <DateLabel wall={wall} topIndex={view.topIndex} />
      {windows.failed && !saysSessionEnded(windows.failed) && (
        <div className="sticky bottom-4 z-20 mx-auto mt-4 w-fit bg-paper" data-no-rectangle="">
          <ErrorNotice error={windows.failed}>
            <button type="button" className="link" onClick={windows.retry}>
              {tCommon('retry')}
            </button>
          </ErrorNotice>
        </div>
      )}
    </div>
  )
}

/** Which picture an element belongs to; -1 for none. */
function indexOf(element: Element | null): number {
  return Number(element?.closest<HTMLElement>('[data-index]')?.dataset.index ?? -1)
}
