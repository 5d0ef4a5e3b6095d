import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import { type Frame, fitted, type Point, scaleOf, type View, wheelFactor, zoomTo } from './zoom-pan.ts'

export interface ZoomPan {
  view: View
  /** In hundredths, as people are told; null until the stage was measured. */
  percent: number | null
  /** The change is a step, to be seen on its way; else it follows the hand. */
  gliding: boolean
  /** Does nothing until the stage was measured. */
  change: (next: (frame: Frame, view: View) => View, gliding?: boolean) => void
}

/** Where a pointer is, from the middle of an element. */
export function pointOn(element: Element, event: { clientX: number; clientY: number }): Point {
  const box = element.getBoundingClientRect()
  return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 }
}

/** Size and place of a picture on its stage, and the wheel that changes them. The fitted size is the style sheet's, measured. */
export function useZoomPan(
  stageRef: RefObject<HTMLElement | null>,
  pictureRef: RefObject<HTMLElement | null>,
  pictureWidth: number,
): ZoomPan {
  const [frame, setFrame] = useState<Frame | null>(null)
  const [{ view, gliding }, setState] = useState({ view: fitted, gliding: false })

  function change(next: (frame: Frame, view: View) => View, glides = true): void {
    if (frame) setState((state) => ({ view: next(frame, state.view), gliding: glides }))
  }

  const onResize = useEffectEvent((stage: HTMLElement, picture: HTMLElement) => {
    const next = {
      stageWidth: stage.clientWidth,
      stageHeight: stage.clientHeight,
      fitWidth: picture.offsetWidth,
      fitHeight: picture.offsetHeight,
      pictureWidth,
    }
    setFrame(next)
    // A turned phone: what was looked at may be outside now.
    setState((state) => ({ view: zoomTo(next, state.view, state.view.zoom), gliding: false }))
  })
  const onWheel = useEffectEvent((stage: HTMLElement, event: WheelEvent) => {
    event.preventDefault()
    // A trackpad's pinch comes as a wheel with Ctrl, in smaller numbers.
    const factor = wheelFactor(event.deltaY * (event.ctrlKey ? 4 : 1), event.deltaMode)
    const at = pointOn(stage, event)
    change((known, from) => zoomTo(known, from, from.zoom * factor, at), false)
  })

  useEffect(() => {
    const stage = stageRef.current
    const picture = pictureRef.current
    if (!stage || !picture) return
    const observer = new ResizeObserver(() => onResize(stage, picture))
    observer.observe(stage)
    observer.observe(picture)
    const listener = (event: WheelEvent) => onWheel(stage, event)
    // React's own listener cannot keep the page from scrolling.
    stage.addEventListener('wheel', listener, { passive: false })
    return () => {
      observer.disconnect()
      stage.removeEventListener('wheel', listener)
    }
  }, [stageRef, pictureRef])

  return { view, percent: frame && Math.round(scaleOf(frame, view) * 100), gliding, change }
}
