import { type RefObject, useEffect, useEffectEvent, useState } from 'react'

/** A mouse that moved less is clicking. Pixels. */
const SLACK_PX = 6
/** A finger that rests so long lifts the card; one that moves before scrolls the page. */
const HOLD_MS = 300

interface Drag {
  id: string
  to: number
}

/**
 * Cards (`data-card`, in a list) are dragged to another place with a mouse, a pen or a finger. While one is dragged the others make
 * room; Escape puts it back.
 * @returns what is dragged, and where to
 */
export function useReorder(
  list: RefObject<HTMLElement | null>,
  onMove: (id: string, to: number) => void,
): Drag | null {
  const [drag, setDrag] = useState<Drag | null>(null)
  const move = useEffectEvent(onMove)
  useEffect(() => {
    const element = list.current
    if (!element) return
    let held: { id: string; x: number; y: number; pointerId: number } | null = null
    let now: Drag | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let isClickSwallowed = false

    const show = (next: Drag | null) => {
      now = next
      setDrag(next)
    }
    const cards = () => [...element.querySelectorAll<HTMLElement>('[data-card]')]
    const lift = () => {
      if (!held) return
      const id = held.id
      element.setPointerCapture(held.pointerId)
      show({ id, to: cards().findIndex(({ dataset }) => dataset.card === id) })
    }
    const drop = () => {
      clearTimeout(timer)
      held = null
      show(null)
    }

    const on: { [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void } = {
      pointerdown: (event) => {
        const handle = event.target instanceof Element ? event.target.closest('[data-handle]') : null
        const id = handle?.closest<HTMLElement>('[data-card]')?.dataset.card
        if (!id || event.button !== 0 || !event.isPrimary || cards().length < 2) return
        held = { id, x: event.clientX, y: event.clientY, pointerId: event.pointerId }
        isClickSwallowed = false
        if (event.pointerType === 'touch') timer = setTimeout(lift, HOLD_MS)
      },
      pointermove: (event) => {
        if (!held) return
        // It was let go where nobody heard of it.
        if (event.buttons === 0) return drop()
        if (!now) {
          if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < SLACK_PX) return
          if (event.pointerType === 'touch') return drop()
          lift()
        }
        const { clientX: x, clientY: y } = event
        const to = cards().findIndex((card) => {
          const box = card.getBoundingClientRect()
          return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
        })
        if (to >= 0 && to !== now?.to) show({ id: held.id, to })
      },
      pointerup: () => {
        const done = now
        drop()
        if (!done) return
        isClickSwallowed = true
        // Where no click follows, the next one is another.
        setTimeout(() => {
          isClickSwallowed = false
        })
        move(done.id, done.to)
      },
      pointercancel: drop,
      // A page that scrolls under the finger would take the card away from it.
      touchmove: (event) => now && event.preventDefault(),
      contextmenu: (event) => held && event.preventDefault(),
    }
    const stop = new AbortController()
    for (const [name, listener] of Object.entries(on)) {
      element.addEventListener(name, listener as EventListener, { signal: stop.signal, passive: false })
    }
    const swallow = (event: Event) => {
      if (!isClickSwallowed) return
      isClickSwallowed = false
      event.preventDefault()
      event.stopPropagation()
    }
    // On the window: React hears of clicks before the element would.
    window.addEventListener('click', swallow, { capture: true, signal: stop.signal })
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && drop(), { signal: stop.signal })
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [list])
  return drag
}
