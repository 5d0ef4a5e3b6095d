import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import type { Box } from './wall-geometry.ts'

/** Moved less than this, it was a click. Pixels. */
const SLACK = 6
/** So near to an edge of the window the page begins to move. */
const EDGE = 72
const SPEED_MAX = 24

/**
 * Lets a mouse draw a rectangle over `surface`; places are counted from the upper left corner of `origin`. A touch scrolls, so it draws
 * none. The click at the end of a rectangle is swallowed.
 * @returns the rectangle while it is drawn
 */
export function useRectangle(
  surface: RefObject<HTMLElement | null>,
  origin: RefObject<HTMLElement | null>,
  onDraw: (rectangle: Box, additive: boolean, begins: boolean) => void,
): Box | null {
  const [rectangle, setRectangle] = useState<Box | null>(null)
  const draw = useEffectEvent(onDraw)

  useEffect(() => {
    const element = surface.current
    if (!element) return
    let stopDrawing: (() => void) | undefined

    function begin(event: PointerEvent): void {
      const target = event.target instanceof Element ? event.target : null
      if (event.pointerType !== 'mouse' || event.button !== 0 || event.ctrlKey || event.metaKey) return
      if (target?.closest('button, input, label, select, [data-no-rectangle]')) return
      const place = (x: number, y: number) => {
        const corner = origin.current?.getBoundingClientRect()
        return { x: x - (corner?.left ?? 0), y: y - (corner?.top ?? 0) }
      }
      const start = place(event.clientX, event.clientY)
      let pointer = { x: event.clientX, y: event.clientY }
      const from = pointer
      let drawing = false
      let frame = 0

      const redraw = (begins: boolean) => {
        const end = place(pointer.x, pointer.y)
        const next = {
          left: Math.min(start.x, end.x),
          top: Math.min(start.y, end.y),
          width: Math.abs(start.x - end.x),
          height: Math.abs(start.y - end.y),
        }
        setRectangle(next)
        draw(next, event.shiftKey, begins)
      }
      const roll = () => {
        const above = EDGE - pointer.y
        const below = pointer.y - (window.innerHeight - EDGE)
        const speed = Math.min(SPEED_MAX, Math.max(0, above, below) / 3) * (above > 0 ? -1 : 1)
        if (speed !== 0) {
          window.scrollBy({ top: speed, behavior: 'instant' })
          redraw(false)
        }
        frame = requestAnimationFrame(roll)
      }
      const move = (moved: PointerEvent) => {
        pointer = { x: moved.clientX, y: moved.clientY }
        const begins = !drawing && Math.hypot(pointer.x - from.x, pointer.y - from.y) > SLACK
        if (begins) {
          drawing = true
          frame = requestAnimationFrame(roll)
        }
        if (!drawing) return
        // Else the words of the page would be selected too.
        window.getSelection()?.removeAllRanges()
        redraw(begins)
      }
      const stop = () => {
        cancelAnimationFrame(frame)
        window.removeEventListener('pointermove', move)
        window.removeEventListener('pointerup', stop)
        window.removeEventListener('pointercancel', stop)
        stopDrawing = undefined
        if (!drawing) return
        setRectangle(null)
        const swallow = (click: MouseEvent) => {
          click.preventDefault()
          click.stopPropagation()
        }
        window.addEventListener('click', swallow, { capture: true, once: true })
        // No click comes when the button was let go elsewhere.
        setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
      }
      stopDrawing = stop
      window.addEventListener('pointermove', move)
      window.addEventListener('pointerup', stop)
      window.addEventListener('pointercancel', stop)
    }

    const noDrag = (event: DragEvent) => event.preventDefault()
    element.addEventListener('pointerdown', begin)
    element.addEventListener('dragstart', noDrag)
    return () => {
      stopDrawing?.()
      element.removeEventListener('pointerdown', begin)
      element.removeEventListener('dragstart', noDrag)
    }
  }, [surface, origin])

  return rectangle
}
