import type { Touch } from './engine/brush.ts'
import type { Paint, Point } from './engine/mask.ts'
import type { MaskDocument } from './engine/mask-document.ts'
import { Stroke } from './engine/stroke.ts'
import type { StageSurface } from './stage-surface.ts'

/** Something that is painted from the moment a pointer or key goes down until it comes up. */
export interface Gesture {
  move(touches: readonly Touch[]): void
  /** A corner that stays, where the outline is set by keys. */
  corner(): void
  /** Once a frame. */
  frame(): void
  /** @returns whether the mask is another now */
  end(): boolean
  cancel(): void
}

/** Brush and eraser. */
export function strokeGesture(
  document: MaskDocument,
  start: Touch,
  options: { hardness: number; paint: Paint; lineFrom: Touch | null },
): Gesture {
  const stroke = new Stroke(document, options.lineFrom ?? start, options)
  if (options.lineFrom) stroke.to(start)
  return {
    move: (touches) => {
      for (const touch of touches) stroke.to(touch)
    },
    corner: () => {},
    frame: () => stroke.flush(),
    end: () => {
      stroke.flush()
      return document.commit()
    },
    cancel: () => document.revert(),
  }
}

/** From one corner to the opposite one, along whole pixels. */
export function rectangleGesture(
  document: MaskDocument,
  surface: StageSurface,
  start: Point,
  paint: Paint,
): Gesture {
  let to = start
  const area = () => ({
    left: Math.round(Math.min(start.x, to.x)),
    top: Math.round(Math.min(start.y, to.y)),
    right: Math.round(Math.max(start.x, to.x)),
    bottom: Math.round(Math.max(start.y, to.y)),
  })
  return {
    move: (touches) => {
      to = touches.at(-1) ?? to
      const { left, top, right, bottom } = area()
      surface.setSketch({
        corners: [
          { x: left, y: top },
          { x: right, y: top },
          { x: right, y: bottom },
          { x: left, y: bottom },
        ],
      })
    },
    corner: () => {},
    frame: () => {},
    end: () => {
      surface.setSketch(null)
      return document.rectangle(area(), paint)
    },
    cancel: () => surface.setSketch(null),
  }
}

/** An outline drawn freely, or corner by corner with keys. */
export function lassoGesture(
  document: MaskDocument,
  surface: StageSurface,
  start: Point,
  options: { paint: Paint; byCorners: boolean },
): Gesture {
  const corners: Point[] = [start]
  let end = start
  const outline = () => (options.byCorners ? [...corners, end] : corners)
  return {
    move: (touches) => {
      if (!options.byCorners) for (const { x, y } of touches) corners.push({ x, y })
      end = touches.at(-1) ?? end
      surface.setSketch({ corners: outline() })
    },
    corner: () => corners.push(end),
    frame: () => {},
    end: () => {
      surface.setSketch(null)
      return document.polygon(outline(), options.paint)
    },
    cancel: () => surface.setSketch(null),
  }
}
