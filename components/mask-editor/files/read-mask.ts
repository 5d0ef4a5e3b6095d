import type { Mask } from '../engine/mask.ts'

/** A picture file that may be a mask, as two masks: from its transparency, and from how bright it is. */
export interface MaskFile {
  width: number
  height: number
  /** 255 where it is transparent; null where nothing is. */
  transparency: Uint8Array | null
  /** 255 where it is white. */
  brightness: Uint8Array
}

/** What of a file means "repaint here". */
export const meanings = ['transparent', 'opaque', 'white', 'black'] as const
export type Meaning = (typeof meanings)[number]

/** @param pixels red, green, blue and alpha of each pixel */
export function maskFileOf(pixels: Uint8ClampedArray, width: number, height: number): MaskFile {
  const count = width * height
  const transparency = new Uint8Array(count)
  const brightness = new Uint8Array(count)
  let isTransparent = false
  for (let i = 0, at = 0; i < count; i += 1, at += 4) {
    const alpha = pixels[at + 3] ?? 255
    transparency[i] = 255 - alpha
    if (alpha < 255) isTransparent = true
    const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]]
    brightness[i] = Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
  }
  return { width, height, transparency: isTransparent ? transparency : null, brightness }
}

/** As most programs mean it: transparency where there is some, else white. */
export function likelyMeaning(file: MaskFile): Meaning {
  return file.transparency ? 'transparent' : 'white'
}

export function readAs(file: MaskFile, meaning: Meaning): Mask {
  const { width, height } = file
  const source = meaning === 'white' || meaning === 'black' ? file.brightness : file.transparency
  if (!source) return { width, height, data: new Uint8Array(width * height) }
  const isTurned = meaning === 'black' || meaning === 'opaque'
  return { width, height, data: isTurned ? source.map((value) => 255 - value) : source }
}

/** How a file of another size fits: the same shape can be scaled, another one would be torn out of place. */
export function fitOf(
  file: Pick<MaskFile, 'width' | 'height'>,
  picture: { width: number; height: number },
): 'same' | 'scale' | 'no' {
  if (file.width === picture.width && file.height === picture.height) return 'same'
  const scaledHeight = (file.height * picture.width) / file.width
  // Whole pixels do not scale to the same shape exactly.
  const slack = Math.max(1, picture.width / file.width)
  return Math.abs(scaledHeight - picture.height) <= slack ? 'scale' : 'no'
}

/** To another size of the same shape: each pixel from the four that are nearest, or the mean of all that fall on it. */
export function scaleMask(mask: Mask, width: number, height: number): Mask {
  if (mask.width === width && mask.height === height) return mask
  const data = new Uint8Array(width * height)
  const columns = weightsOf(mask.width, width)
  const rows = weightsOf(mask.height, height)
  const lines = new Float32Array(width * mask.height)
  for (let y = 0; y < mask.height; y += 1) {
    for (const [x, { first, weights }] of columns.entries()) {
      let sum = 0
      for (const [i, weight] of weights.entries())
        sum += weight * (mask.data[y * mask.width + first + i] ?? 0)
      lines[y * width + x] = sum
    }
  }
  for (const [y, { first, weights }] of rows.entries()) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0
      for (const [i, weight] of weights.entries()) sum += weight * (lines[(first + i) * width + x] ?? 0)
      data[y * width + x] = Math.round(sum)
    }
  }
  return { width, height, data }
}

/** Which pixels of a line make one of the scaled line, and how much of it each. */
function weightsOf(from: number, to: number): { first: number; weights: number[] }[] {
  const ratio = from / to
  const reach = Math.max(1, ratio)
  return Array.from({ length: to }, (_, index) => {
    const middle = (index + 0.5) * ratio - 0.5
    const first = Math.max(0, Math.ceil(middle - reach))
    const last = Math.min(from - 1, Math.floor(middle + reach))
    const weights: number[] = []
    for (let at = first; at <= last; at += 1) weights.push(Math.max(0, 1 - Math.abs(at - middle) / reach))
    const sum = weights.reduce((all, each) => all + each, 0)
    return { first, weights: weights.map((weight) => weight / sum) }
  })
}
