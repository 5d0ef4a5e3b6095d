/** Where a picture stands on its stage. Lengths are CSS pixels. */
export interface View {
  /** Times the size at which it fits; 1 is the least. */
  zoom: number
  /** From the middle of the stage to the middle of the picture. */
  x: number
  y: number
}

/** What a view is looked at through. */
export interface Frame {
  stageWidth: number
  stageHeight: number
  /** The picture as it fits into the stage, never enlarged. */
  fitWidth: number
  fitHeight: number
  /** The picture's own width in pixels: that wide it is at 100 %. */
  pictureWidth: number
}

/** Measured from the middle of the stage. */
export interface Point {
  x: number
  y: number
}

export const fitted: View = { zoom: 1, x: 0, y: 0 }

const SCALE_MAX = 8
const steps = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, SCALE_MAX]
/** Two sizes this close are one. */
const ALMOST = 1.01

/** 1: one pixel of the picture on one CSS pixel. */
export function scaleOf(frame: Frame, view: View): number {
  return (view.zoom * frame.fitWidth) / frame.pictureWidth
}

function zoomFor(frame: Frame, scale: number): number {
  return (scale * frame.pictureWidth) / frame.fitWidth
}

export function isZoomed(view: View): boolean {
  return view.zoom >= ALMOST
}

/** From there on the picture's own pixels are looked at, and should have edges. */
export function showsPixels(scale: number): boolean {
  return scale > 2
}

function within(value: number, limit: number): number {
  // `+ 0` turns a negative zero into zero.
  return Math.max(-limit, Math.min(limit, value)) + 0
}

/** The nearest view that is allowed: not smaller than it fits, and no edge of the picture further in than it has to be. */
export function clamp(frame: Frame, view: View): View {
  const zoom = Math.max(1, Math.min(view.zoom, Math.max(1, zoomFor(frame, SCALE_MAX))))
  return {
    zoom,
    x: within(view.x, Math.max(0, (frame.fitWidth * zoom - frame.stageWidth) / 2)),
    y: within(view.y, Math.max(0, (frame.fitHeight * zoom - frame.stageHeight) / 2)),
  }
}

/** Zooms so that what lies under a point stays there, as far as the edges allow. */
export function zoomTo(frame: Frame, view: View, zoom: number, at: Point = { x: 0, y: 0 }): View {
  const allowed = clamp(frame, { ...view, zoom }).zoom
  const grown = allowed / view.zoom
  return clamp(frame, {
    zoom: allowed,
    x: at.x - (at.x - view.x) * grown,
    y: at.y - (at.y - view.y) * grown,
  })
}

/** One step of the ladder larger (1) or smaller (-1). The last step down is where the picture fits. */
export function zoomStep(frame: Frame, view: View, direction: 1 | -1, at?: Point): View {
  const scale = scaleOf(frame, view)
  const next =
    direction === 1
      ? steps.find((step) => step > scale * ALMOST)
      : steps.findLast((step) => step * ALMOST < scale)
  return zoomTo(frame, view, zoomFor(frame, next ?? (direction === 1 ? SCALE_MAX : 0)), at)
}

export function zoomToScale(frame: Frame, view: View, scale: number, at?: Point): View {
  return zoomTo(frame, view, zoomFor(frame, scale), at)
}

/** What a double click does: from the fitting view to 100 %, or to twice its size where that is no change; and back. */
export function toggle(frame: Frame, view: View, at?: Point): View {
  if (isZoomed(view)) return fitted
  const actual = zoomFor(frame, 1)
  return zoomTo(frame, view, actual < 1.2 ? 2 : actual, at)
}

export function pan(frame: Frame, view: View, dx: number, dy: number): View {
  return clamp(frame, { ...view, x: view.x + dx, y: view.y + dy })
}

/** Two fingers from where they were to where they are: the picture keeps to them. */
export function pinch(frame: Frame, view: View, from: [Point, Point], to: [Point, Point]): View {
  const grown = distance(...to) / Math.max(1, distance(...from))
  const was = middle(...from)
  const is = middle(...to)
  const zoomed = zoomTo(frame, view, view.zoom * grown, was)
  return pan(frame, zoomed, is.x - was.x, is.y - was.y)
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

/** How many times larger a turn of the wheel makes it; trackpads send many small turns, mice few large ones. */
export function wheelFactor(deltaY: number, deltaMode: number): number {
  const lines = deltaMode === 1 ? 20 : deltaMode === 2 ? 300 : 1
  return Math.exp(-within(deltaY * lines, 240) / 300)
}
