import type { Mask } from './mask.ts'
import type { Rect } from './rect.ts'

/** Edge of the squares in which changes are remembered, counted and kept. Those at the right and the bottom may be smaller. */
export const TILE = 256

function columnsOf(mask: Pick<Mask, 'width'>): number {
  return Math.ceil(mask.width / TILE)
}

export function tileCount(mask: Pick<Mask, 'width' | 'height'>): number {
  return columnsOf(mask) * Math.ceil(mask.height / TILE)
}

export function tileRect(mask: Pick<Mask, 'width' | 'height'>, index: number): Rect {
  const columns = columnsOf(mask)
  const left = (index % columns) * TILE
  const top = Math.floor(index / columns) * TILE
  return { left, top, right: Math.min(left + TILE, mask.width), bottom: Math.min(top + TILE, mask.height) }
}

/** The tiles that a rectangle within the mask lies on. */
export function tilesUnder(mask: Pick<Mask, 'width' | 'height'>, area: Rect): number[] {
  const columns = columnsOf(mask)
  const found: number[] = []
  for (let row = Math.floor(area.top / TILE); row * TILE < area.bottom; row += 1) {
    for (let column = Math.floor(area.left / TILE); column * TILE < area.right; column += 1) {
      found.push(row * columns + column)
    }
  }
  return found
}

/** A tile's pixels, row by row. */
export function readTile(mask: Mask, index: number): Uint8Array {
  const { left, top, right, bottom } = tileRect(mask, index)
  const width = right - left
  const bytes = new Uint8Array(width * (bottom - top))
  for (let y = top; y < bottom; y += 1) {
    const start = y * mask.width + left
    bytes.set(mask.data.subarray(start, start + width), (y - top) * width)
  }
  return bytes
}

export function writeTile(mask: Mask, index: number, bytes: Uint8Array): void {
  const { left, top, right, bottom } = tileRect(mask, index)
  const width = right - left
  for (let y = top; y < bottom; y += 1) {
    mask.data.set(bytes.subarray((y - top) * width, (y - top + 1) * width), y * mask.width + left)
  }
}

/** Whether a tile still has the pixels that were read from it. */
export function equalsTile(mask: Mask, index: number, bytes: Uint8Array): boolean {
  const { left, top, right, bottom } = tileRect(mask, index)
  let at = 0
  for (let y = top; y < bottom; y += 1) {
    const row = y * mask.width
    for (let x = left; x < right; x += 1, at += 1) {
      if (mask.data[row + x] !== bytes[at]) return false
    }
  }
  return true
}
