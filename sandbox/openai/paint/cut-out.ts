import sharp from 'sharp'
import type { RawPicture } from './raw-picture.ts'

/** Work is done at this edge: a figure's outline needs no more. */
const EDGE = 640
/** How far from the background's colour a pixel may be and still belong to it, and so many of the border's have to be that near. */
const NEAR = 16
const PLAIN_SHARE = 0.9
/** A figure fills neither next to nothing nor next to everything. */
const LEAST = 0.02
const MOST = 0.93

/** Which pixels are figure (255) and which are plain background (0), and the box around the figure. Shares of 1. */
export interface Figure {
  alpha: Buffer
  width: number
  height: number
  box: { left: number; top: number; width: number; height: number }
}

/** What stands on a plain or transparent background, as stickers and shop pictures do; null for other pictures. */
export async function findFigure(bytes: Buffer): Promise<Figure | null> {
  const { data, info } = await sharp(bytes)
    .autoOrient()
    .resize(EDGE, EDGE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const ground = backgroundOf({ pixels: data, width, height, channels: 4 })
  if (!ground) return null
  const alpha = Buffer.alloc(width * height, 255)
  const border = borderOf(width, height)
  const open = border.filter((at) => ground(at))
  for (const at of open) alpha[at] = 0
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const x = at % width
    const beside = [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]
    for (const next of beside) {
      if (next < 0 || next >= alpha.length || alpha[next] === 0 || !ground(next)) continue
      alpha[next] = 0
      open.push(next)
    }
  }
  return boxed(alpha, width, height)
}

/** Tells a background pixel by its index; null where the border is not of one colour. */
function backgroundOf({ pixels, width, height }: RawPicture): ((at: number) => boolean) | null {
  const border = borderOf(width, height)
  const clear = border.filter((at) => (pixels[at * 4 + 3] ?? 0) < 16).length
  if (clear >= border.length * PLAIN_SHARE) return (at) => (pixels[at * 4 + 3] ?? 0) < 128
  const middle = [0, 1, 2].map((channel) => {
    const levels = border.map((at) => pixels[at * 4 + channel] ?? 0).sort((one, other) => one - other)
    return levels[levels.length >> 1] ?? 0
  })
  const isNear = (at: number) =>
    middle.every((level, channel) => Math.abs((pixels[at * 4 + channel] ?? 0) - level) <= NEAR)
  return border.filter(isNear).length >= border.length * PLAIN_SHARE ? isNear : null
}

function borderOf(width: number, height: number): number[] {
  const border: number[] = []
  for (let x = 0; x < width; x++) border.push(x, (height - 1) * width + x)
  for (let y = 1; y < height - 1; y++) border.push(y * width, y * width + width - 1)
  return border
}

function boxed(alpha: Buffer, width: number, height: number): Figure | null {
  let [left, top, right, bottom, count] = [width, height, -1, -1, 0]
  for (let at = 0; at < alpha.length; at++) {
    if (alpha[at] === 0) continue
    const x = at % width
    const y = Math.floor(at / width)
    count += 1
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = y
  }
  const share = count / alpha.length
  if (share < LEAST || share > MOST) return null
  const box = {
    left: left / width,
    top: top / height,
    width: (right - left + 1) / width,
    height: (bottom - top + 1) / height,
  }
  return { alpha, width, height, box }
}

/** The figure's alpha at another size, its edge a little inside and soft, so that no rim of the background is left. */
export function figureAlpha(
  { alpha, width, height }: Figure,
  to: { width: number; height: number },
): Promise<Buffer> {
  return sharp(alpha, { raw: { width, height, channels: 1 } })
    .blur(1)
    .linear(2, -200)
    .resize(to.width, to.height, { fit: 'fill', kernel: 'cubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer()
}
