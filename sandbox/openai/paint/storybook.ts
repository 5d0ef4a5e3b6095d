import sharp from 'sharp'
import type { InputPicture } from '../checks/input-picture.ts'
import { figureAlpha, findFigure } from './cut-out.ts'
import { inkOf } from './draw-lines.ts'
import { addGrain } from './grain.ts'
import { type PaintOrder, paint } from './paint.ts'
import { fromSharp, type RawPicture, toSharp } from './raw-picture.ts'

/** Rank filters are slow; brush strokes are broad anyway. */
const EDGE = 900
const INK = [62, 44, 38] as const

/**
 * One input as if painted for a picture book: flat clear colours, soft brown outlines, warm light. What stands on a plain background,
 * such as stickers, comes to stand in a painted landscape.
 */
export async function paintStorybook(
  input: RawPicture,
  source: InputPicture,
  order: PaintOrder,
): Promise<RawPicture> {
  const { width, height } = input
  const scale = Math.min(1, EDGE / Math.max(width, height))
  const small = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
  const reduced = await fromSharp(
    toSharp(input).flatten({ background: '#ffffff' }).resize(small.width, small.height, { fit: 'fill' }),
    false,
  )
  const strokes = await fromSharp(
    toSharp(reduced).median(7).modulate({ saturation: 1.35, brightness: 1.04 }),
    false,
  )
  warm(strokes)
  ink(strokes, await inkOf(reduced, 1 / 520))
  const painted = toSharp(strokes).resize(width, height, { fit: 'fill', kernel: 'cubic' })
  const figure = await findFigure(source.bytes).catch(() => null)
  const result = figure
    ? await onLandscape(
        await fromSharp(painted, false),
        await fitted(figure, source, { width, height }),
        order,
      )
    : await fromSharp(painted.composite([{ input: light(width, height), blend: 'soft-light' }]), false)
  addGrain(result, 6)
  return input.channels === 4 ? fromSharp(toSharp(result), true) : result
}

/** The figure's alpha, cut as the input was cut to the picture's size. */
async function fitted(
  figure: Parameters<typeof figureAlpha>[0],
  source: InputPicture,
  to: { width: number; height: number },
): Promise<Buffer> {
  const { width, height } = source.dimensions
  const cover = Math.max(to.width / width, to.height / height)
  const whole = {
    width: Math.max(to.width, Math.round(width * cover)),
    height: Math.max(to.height, Math.round(height * cover)),
  }
  const alpha = await figureAlpha(figure, whole)
  return sharp(alpha, { raw: { ...whole, channels: 1 } })
    .resize(to.width, to.height, { fit: 'cover' })
    .toColourspace('b-w')
    .raw()
    .toBuffer()
}

async function onLandscape(painted: RawPicture, alpha: Buffer, order: PaintOrder): Promise<RawPicture> {
  const { width, height } = painted
  // A word of the prompt's own for season or hour wins over this one.
  const prompt = `${order.prompt} summer`
  const landscape = await paint({ ...order, prompt, width, height, transparent: false, ground: true })
  const figure = await sharp(painted.pixels, { raw: { width, height, channels: 3 } })
    .joinChannel(alpha, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return fromSharp(toSharp(landscape).composite([{ input: figure }]), false)
}

/** Late sun from the upper left. */
function light(width: number, height: number): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="sun" x1="0" y1="0" x2="0.7" y2="1"><stop offset="0" stop-color="#ffe9b0" stop-opacity="0.9"/><stop offset="0.55" stop-color="#f6d9a0" stop-opacity="0.25"/><stop offset="1" stop-color="#5a7fa8" stop-opacity="0.5"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#sun)"/></svg>`,
  )
}

/** Lifts what is dark towards a warm brown, so that nothing is black, in place. */
function warm({ pixels }: RawPicture): void {
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    for (let channel = 0; channel < 3; channel++) {
      const level = pixels[at + channel] ?? 0
      const lifted = level + ((INK[channel] ?? 0) * (255 - level)) / 510
      // Steps as of a few mixed paints.
      pixels[at + channel] = Math.min(255, Math.round((Math.round(lifted / 11) * 11 * 2 + lifted) / 3))
    }
  }
}

/** Draws the outlines, in place. */
function ink({ pixels }: RawPicture, lines: Buffer): void {
  for (let at = 0; at < lines.length; at++) {
    const share = ((lines[at] ?? 0) / 255) * 0.7
    for (let channel = 0; channel < 3; channel++) {
      const to = at * 3 + channel
      pixels[to] = Math.round((pixels[to] ?? 0) * (1 - share) + (INK[channel] ?? 0) * share)
    }
  }
}
