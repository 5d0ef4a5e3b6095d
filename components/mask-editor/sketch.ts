import type { Point } from './engine/mask.ts'
import { type StageView, toStage } from './engine/stage-view.ts'

/** An outline on its way, in the picture's pixels. A rectangle is one of four corners. */
export interface Sketch {
  corners: readonly Point[]
}

const DARK = '#141110'
const LIGHT = '#ffffff'
const drawn = new WeakMap<HTMLCanvasElement, Sketch>()

/** Draws an outline that is seen on every picture: dark dashes on light. Where there is none, nothing is done. */
export function drawSketch(
  canvas: HTMLCanvasElement,
  sketch: Sketch | null,
  view: StageView,
  density: number,
): void {
  const context = canvas.getContext('2d')
  if (!context || (!sketch && !drawn.has(canvas))) return
  context.clearRect(0, 0, canvas.width, canvas.height)
  if (!sketch) {
    drawn.delete(canvas)
    return
  }
  drawn.set(canvas, sketch)
  context.beginPath()
  for (const corner of sketch.corners) {
    const { x, y } = toStage(view, corner)
    context.lineTo(x, y)
  }
  context.closePath()
  context.setLineDash([])
  context.strokeStyle = LIGHT
  context.lineWidth = 3 * density
  context.stroke()
  context.setLineDash([6 * density, 5 * density])
  context.strokeStyle = DARK
  context.lineWidth = 1.5 * density
  context.stroke()
}
