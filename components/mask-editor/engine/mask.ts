import type { Rect } from './rect.ts'

/** What is to be repainted, one byte a pixel, row by row: 0 stays as it is, 255 is painted anew, between them is a soft edge. */
export interface Mask {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Whether something is added to what is to be repainted, or taken from it. */
export type Paint = 'add' | 'remove'

export const PAINTED = 255

export interface Point {
  x: number
  y: number
}

export function blankMask(width: number, height: number): Mask {
  return { width, height, data: new Uint8Array(width * height) }
}

/** All of a mask. */
export function boundsOf({ width, height }: Pick<Mask, 'width' | 'height'>): Rect {
  return { left: 0, top: 0, right: width, bottom: height }
}

/** @param area within the mask */
export function fillRect(mask: Mask, area: Rect, paint: Paint): void {
  const value = paint === 'add' ? PAINTED : 0
  for (let y = area.top; y < area.bottom; y += 1) {
    mask.data.fill(value, y * mask.width + area.left, y * mask.width + area.right)
  }
}

/** What was to stay is repainted, and the other way round. Twice is nothing. */
export function invert({ data }: Mask): void {
  // Four at a time; the rest is at most three.
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2)
  for (let i = 0; i < words.length; i += 1) words[i] = ~(words[i] ?? 0)
  for (let i = words.length * 4; i < data.length; i += 1) data[i] = PAINTED - (data[i] ?? 0)
}
