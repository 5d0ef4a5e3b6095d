import type { Point } from './mask.ts'

/** Where the picture stands on its stage: `scale` CSS pixels for each of its own, its left upper corner at x, y. */
export interface StageView {
  scale: number
  x: number
  y: number
}

/** What a view is looked at through. */
export interface StageFrame {
  stageWidth: number
  stageHeight: number
  width: number
  height: number
}

/** Beside a picture that is seen whole, so that its edges can be painted over. */
const MARGIN_PX = 20
const SCALE_MAX = 32
/** A small picture is not blown up further than this by itself. */
const FIT_MAX = 8
const STEP = Math.SQRT2

function fitScale({ stageWidth, stageHeight, width, height }: StageFrame): number {
  const room = (length: number) => Math.max(1, length - 2 * MARGIN_PX)
  return Math.min(room(stageWidth) / width, room(stageHeight) / height, FIT_MAX)
}

/** The whole picture in the middle. */
export function fitView(frame: StageFrame): StageView {
  return clampView(frame, { scale: fitScale(frame), x: 0, y: 0 })
}

/** Not smaller than it fits; what is larger than the stage can be moved until its edge is in the middle. */
export function clampView(frame: StageFrame, view: StageView): StageView {
  const scale = Math.max(fitScale(frame), Math.min(view.scale, SCALE_MAX))
  return {
    scale,
    x: clampAxis(view.x, frame.width * scale, frame.stageWidth),
    y: clampAxis(view.y, frame.height * scale, frame.stageHeight),
  }
}

function clampAxis(at: number, length: number, stage: number): number {
  if (length <= stage) return (stage - length) / 2
  return Math.max(stage / 2 - length, Math.min(at, stage / 2))
}

/** @param at what stays in its place, on the stage */
export function zoomAt(frame: StageFrame, view: StageView, factor: number, at: Point): StageView {
  const scale = clampView(frame, { ...view, scale: view.scale * factor }).scale
  const grown = scale / view.scale
  return clampView(frame, { scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown })
}

/** One step of the buttons and keys, around the middle of the stage. */
export function zoomStep(frame: StageFrame, view: StageView, direction: 1 | -1): StageView {
  return zoomAt(frame, view, STEP ** direction, { x: frame.stageWidth / 2, y: frame.stageHeight / 2 })
}

export function panBy(frame: StageFrame, view: StageView, dx: number, dy: number): StageView {
  return clampView(frame, { ...view, x: view.x + dx, y: view.y + dy })
}

/** Two fingers from where they were to where they are: what is under them stays under them. */
export function pinch(
  frame: StageFrame,
  view: StageView,
  from: [Point, Point],
  to: [Point, Point],
): StageView {
  const apart = ([one, other]: [Point, Point]) => Math.hypot(one.x - other.x, one.y - other.y)
  const middle = ([one, other]: [Point, Point]) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 })
  const was = middle(from)
  const is = middle(to)
  const zoomed = zoomAt(frame, view, apart(to) / Math.max(1, apart(from)), was)
  return panBy(frame, zoomed, is.x - was.x, is.y - was.y)
}

/** The least move after which a point of the picture is seen, with some room around it. */
export function reveal(frame: StageFrame, view: StageView, point: Point, roomPx: number): StageView {
  const need = (at: number, stage: number) => {
    const room = Math.min(roomPx, stage / 3)
    return at < room ? room - at : at > stage - room ? stage - room - at : 0
  }
  const on = toStage(view, point)
  return panBy(frame, view, need(on.x, frame.stageWidth), need(on.y, frame.stageHeight))
}

export function toStage(view: StageView, point: Point): Point {
  return { x: view.x + point.x * view.scale, y: view.y + point.y * view.scale }
}

export function toPicture(view: StageView, point: Point): Point {
  return { x: (point.x - view.x) / view.scale, y: (point.y - view.y) / view.scale }
}
