import sharp from 'sharp'
import { type RawPicture, toSharp } from './raw-picture.ts'

/** How much darker than its surroundings a pixel has to be to belong to a line, and from where on it is black: levels of 255. */
const LEAST = 2.2
const BLACK = 7

/** How much ink stands on each pixel, 0 to 255: where the picture is darker than a little further around (difference of Gaussians). */
export async function inkOf(input: RawPicture, lineShare: number): Promise<Buffer> {
  const { width, height } = input
  const grey = await toSharp(input)
    .flatten({ background: '#ffffff' })
    .greyscale()
    .median(3)
    .toColourspace('b-w')
    .raw()
    .toBuffer()
  const narrow = Math.max(0.6, Math.min(width, height) * lineShare)
  const [near, around] = await Promise.all(
    [narrow, narrow * 3].map((sigma) =>
      sharp(grey, { raw: { width, height, channels: 1 } })
        .blur({ sigma, precision: 'float' })
        .toColourspace('b-w')
        .raw()
        .toBuffer(),
    ),
  )
  const ink = Buffer.alloc(width * height)
  for (let at = 0; at < ink.length; at++) {
    const darker = (around?.[at] ?? 0) - (near?.[at] ?? 0)
    ink[at] = Math.round(255 * Math.min(1, Math.max(0, (darker - LEAST) / (BLACK - LEAST))))
  }
  return ink
}

/** Black lines on white and nothing else, as an engraver wants them. */
export async function drawLines(input: RawPicture): Promise<RawPicture> {
  const ink = await inkOf(input, 1 / 900)
  const { width, height } = input
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < ink.length; at++) pixels.fill(255 - (ink[at] ?? 0), at * 3, at * 3 + 3)
  return { pixels, width, height, channels: 3 }
}
