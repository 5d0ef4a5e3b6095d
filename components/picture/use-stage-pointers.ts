import { type MouseEvent, type PointerEvent, useRef, useState } from 'react'
import { pointOn, type ZoomPan } from './use-zoom-pan.ts'
import { isZoomed, type Point, pan, pinch, toggle } from './zoom-pan.ts'

const DOUBLE_TAP_MS = 320
const DOUBLE_TAP_PX = 32
const SWIPE_PX = 56

interface Finger {
  at: Point
  start: Point
}

/**
 * Drags, pinches, double taps and swipes on the stage. A swipe is a finger that goes sideways while the whole picture is in view.
 * @param onSwipe 1: to the older picture, -1: to the newer one
 */
export function useStagePointers(zoomPan: ZoomPan, onSwipe: (direction: 1 | -1) => void) {
  const { change, view } = zoomPan
  const fingers = useRef(new Map<number, Finger>())
  const lastTap = useRef<{ at: Point; time: number } | null>(null)
  const lastTouchTime = useRef(Number.NEGATIVE_INFINITY)
  const pinched = useRef(false)
  const [swipePx, setSwipePx] = useState(0)
  const [dragging, setDragging] = useState(false)

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return
    if (fingers.current.size === 0) pinched.current = false
    const at = pointOn(event.currentTarget, event)
    fingers.current.set(event.pointerId, { at, start: at })
    event.currentTarget.setPointerCapture(event.pointerId)
    setDragging(true)
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const finger = fingers.current.get(event.pointerId)
    if (!finger) return
    const at = pointOn(event.currentTarget, event)
    const before = finger.at
    finger.at = at
    const other = [...fingers.current.values()].find((each) => each !== finger)
    if (other) {
      pinched.current = true
      setSwipePx(0)
      change((frame, from) => pinch(frame, from, [before, other.at], [at, other.at]), false)
    } else if (isZoomed(view)) {
      change((frame, from) => pan(frame, from, at.x - before.x, at.y - before.y), false)
    } else if (event.pointerType !== 'mouse' && !pinched.current) setSwipePx(at.x - finger.start.x)
  }

  function onPointerUp(event: PointerEvent<HTMLElement>): void {
    const finger = fingers.current.get(event.pointerId)
    if (!finger) return
    leave(event)
    if (event.pointerType === 'mouse') return
    lastTouchTime.current = event.timeStamp
    if (pinched.current) return
    const dx = finger.at.x - finger.start.x
    const dy = finger.at.y - finger.start.y
    if (Math.hypot(dx, dy) < DOUBLE_TAP_PX / 2) tap(finger.at, event.timeStamp)
    else if (!isZoomed(view) && Math.abs(dx) > SWIPE_PX && Math.abs(dx) > 2 * Math.abs(dy)) {
      onSwipe(dx < 0 ? 1 : -1)
    }
  }

  function tap(at: Point, time: number): void {
    const last = lastTap.current
    const isSecond =
      last !== null &&
      time - last.time < DOUBLE_TAP_MS &&
      Math.hypot(at.x - last.at.x, at.y - last.at.y) < DOUBLE_TAP_PX
    lastTap.current = isSecond ? null : { at, time }
    if (isSecond) change((frame, from) => toggle(frame, from, at))
  }

  /** The finger is up, or the browser took the gesture to scroll the page. */
  function leave(event: PointerEvent<HTMLElement>): void {
    fingers.current.delete(event.pointerId)
    setSwipePx(0)
    setDragging(fingers.current.size > 0)
  }

  function onDoubleClick(event: MouseEvent<HTMLElement>): void {
    // Double taps are told above; some browsers send this for them as well.
    if (event.timeStamp - lastTouchTime.current < 1_000) return
    const at = pointOn(event.currentTarget, event)
    change((frame, from) => toggle(frame, from, at))
  }

  return {
    swipePx,
    dragging,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: leave, onDoubleClick },
  }
}
