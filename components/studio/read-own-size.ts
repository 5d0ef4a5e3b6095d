import { parseSize } from '#lib/catalog/choices.ts'
import type { Size } from '#lib/catalog/model.ts'

export type Side = 'width' | 'height'

/** Width and height as typed: digits, or nothing yet. */
export type OwnSizeText = Record<Side, string>

/** The size that the two fields say, in pixels; null while one of them says none. */
export function readOwnSize(text: OwnSizeText): Size | null {
  const size: Size = `${Number(text.width)}x${Number(text.height)}`
  return parseSize(size) ? size : null
}

/** The fields that say no length, in the order they stand. Zero is none. */
export function missingSides(text: OwnSizeText): Side[] {
  return (['width', 'height'] as const).filter((side) => parseSize(`${Number(text[side])}x1`) === null)
}

export function sizeAsText(size: Size): OwnSizeText {
  const [width = '', height = ''] = size.split('x')
  return { width, height }
}
