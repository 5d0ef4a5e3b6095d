import { wheelFactor } from '#components/picture/zoom-pan.ts'
import type { MaskEditor } from './editor.ts'
import type { Touch } from './engine/brush.ts'
import type { Point } from './engine/mask.ts'
import { panBy, pinch, zoomAt } from './engine/stage-view.ts'
import type { StageKeys } from './stage-keys.ts'

/** A second finger that comes so soon was meant from the beginning: what the first one painted is taken back. */
const SECOND_FINGER_MS = 350
const MIDDLE = 1
const ERASER_END = 32

/** Everything a mouse, pens and fingers do on the stage. @returns how to stop listening */
export function listenToPointers(stage: HTMLElement, editor: MaskEditor, keys: StageKeys): () => void {
  const fingers = new Map<number, Point>()
  /** Who paints, and since when; the pen before all others. */
  let painter: { id: number; type: string; since: number } | null = null
  let panner: { id: number; at: Point } | null = null
  /** After two fingers nothing is painted until all of them are up. */
  let pinched = false
  let penDown = false

  const surface = () => editor.surface

  function touchOf(event: PointerEvent): Touch {
    const at = surface()?.onPicture(event) ?? { x: 0, y: 0 }
    return editor.touchAt(at, event.pointerType === 'pen' ? event.pressure : null)
  }

  function showRing(event: PointerEvent | null): void {
    if (!event || !editor.isStroke) {
      surface()?.setRing(null)
      return
    }
    const at = surface()?.onPicture(event)
    const sizePx = touchOf(event).radius * 2
    const pressed = event.pointerType === 'pen' && painter ? sizePx : editor.settings.get().sizePx
    surface()?.setRing(at ? { at, sizePx: pressed, isCross: false } : null)
  }

  function onDown(event: PointerEvent): void {
    keys.pointerTakesOver()
    stage.focus({ preventScroll: true })
    surface()?.locate()
    if (event.pointerType === 'touch' && penDown) return
    if (event.pointerType === 'pen') {
      editor.hasPen.set(true)
      penDown = true
      // The hand came first.
      if (painter?.type === 'touch') {
        editor.cancel()
        painter = null
      }
      fingers.clear()
    }
    stage.setPointerCapture(event.pointerId)
    if (event.pointerType === 'touch') {
      fingers.set(event.pointerId, surface()?.onStage(event) ?? { x: 0, y: 0 })
      if (fingers.size > 1) {
        secondFinger(event.timeStamp)
        return
      }
      if (pinched) return
    }
    if (event.button === MIDDLE || (event.button === 0 && keys.isSpaceDown())) {
      event.preventDefault()
      panner = { id: event.pointerId, at: surface()?.onStage(event) ?? { x: 0, y: 0 } }
      stage.dataset.panning = 'true'
      return
    }
    if (painter || (event.button !== 0 && (event.buttons & ERASER_END) === 0)) return
    painter = { id: event.pointerId, type: event.pointerType, since: event.timeStamp }
    editor.begin(touchOf(event), {
      opposite: event.altKey,
      erases: (event.buttons & ERASER_END) !== 0,
      fromLast: event.shiftKey,
    })
    showRing(event)
  }

  function secondFinger(time: number): void {
    pinched = true
    if (painter?.type === 'touch') {
      if (time - painter.since < SECOND_FINGER_MS) editor.cancel()
      else editor.end()
      painter = null
    }
    showRing(null)
  }

  function onMove(event: PointerEvent): void {
    if (panner?.id === event.pointerId) {
      const { x, y } = panner.at
      const at = surface()?.onStage(event) ?? panner.at
      panner.at = at
      surface()?.change((frame, view) => panBy(frame, view, at.x - x, at.y - y))
      return
    }
    if (fingers.has(event.pointerId) && (pinched || fingers.size > 1)) {
      movePinch(event)
      return
    }
    if (painter?.id === event.pointerId) {
      const events = event.getCoalescedEvents?.() ?? []
      editor.move((events.length > 0 ? events : [event]).map(touchOf))
      showRing(event)
    } else if (event.pointerType !== 'touch' && !painter) {
      keys.pointerTakesOver()
      showRing(event)
    }
  }

  function movePinch(event: PointerEvent): void {
    const at = surface()?.onStage(event)
    const before = fingers.get(event.pointerId)
    if (!at || !before) return
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
    fingers.set(event.pointerId, at)
    surface()?.change((frame, view) =>
      other
        ? pinch(frame, view, [before, other], [at, other])
        : panBy(frame, view, at.x - before.x, at.y - before.y),
    )
  }

  function onUp(event: PointerEvent): void {
    fingers.delete(event.pointerId)
    if (event.pointerType === 'pen') penDown = false
    if (fingers.size === 0) pinched = false
    if (panner?.id === event.pointerId) {
      panner = null
      delete stage.dataset.panning
    }
    if (painter?.id !== event.pointerId) return
    painter = null
    editor.end()
    showRing(event.pointerType === 'touch' ? null : event)
  }

  /** The browser takes a touch away, as it does with the hand when the pen comes: it never meant to paint. */
  function onCancel(event: PointerEvent): void {
    if (event.pointerType === 'touch' && painter?.id === event.pointerId) {
      editor.cancel()
      painter = null
      showRing(null)
    }
    onUp(event)
  }

  function onLeave(event: PointerEvent): void {
    if (!painter && event.pointerType !== 'touch') showRing(null)
  }

  function onWheel(event: WheelEvent): void {
    event.preventDefault()
    surface()?.locate()
    const at = surface()?.onStage(event)
    // A trackpad's pinch comes as a wheel with Ctrl, in smaller numbers.
    const factor = wheelFactor(event.deltaY * (event.ctrlKey ? 4 : 1), event.deltaMode)
    if (at) surface()?.change((frame, view) => zoomAt(frame, view, factor, at))
  }

  const noMenu = (event: Event) => event.preventDefault()
  stage.addEventListener('pointerdown', onDown)
  stage.addEventListener('pointermove', onMove)
  stage.addEventListener('pointerup', onUp)
  stage.addEventListener('pointercancel', onCancel)
  stage.addEventListener('pointerleave', onLeave)
  stage.addEventListener('contextmenu', noMenu)
  stage.addEventListener('wheel', onWheel, { passive: false })
  return () => {
    stage.removeEventListener('pointerdown', onDown)
    stage.removeEventListener('pointermove', onMove)
    stage.removeEventListener('pointerup', onUp)
    stage.removeEventListener('pointercancel', onCancel)
    stage.removeEventListener('pointerleave', onLeave)
    stage.removeEventListener('contextmenu', noMenu)
    stage.removeEventListener('wheel', onWheel)
  }
}
