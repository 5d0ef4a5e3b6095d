import { addGrain } from './grain.ts'
import { type PaintOrder, paintMotif, startArt } from './paint.ts'
import { mix, type Palette } from './palettes.ts'
import { fromSharp, type RawPicture, toSharp } from './raw-picture.ts'

/** One input as if painted: broad strokes, the colours of the prompt's palette, and its animal if it names one. */
export async function repaint(input: RawPicture, order: PaintOrder): Promise<RawPicture> {
  const { width, height, channels } = input
  const alpha = channels === 4
  // Rank filters are slow; strokes are broad anyway.
  const scale = Math.min(1, 900 / Math.max(width, height))
  const small = toSharp(input).resize(Math.round(width * scale), Math.round(height * scale), { fit: 'fill' })
  const strokes = await fromSharp(small.median(5), alpha)
  const { art, choice } = startArt(order)
  recolour(strokes, art.palette)
  const painted = toSharp(strokes).resize(width, height, { fit: 'fill', kernel: 'cubic' })
  paintMotif(art, choice, height * 0.96)
  const figure = { input: Buffer.from(art.toSvg(false)) }
  const result = await fromSharp(painted.composite(choice.motif === null ? [] : [figure]), alpha)
  addGrain(result, 6)
  return result
}

/** Mixes every pixel with the palette's colour of the same brightness, in place: dark is near, bright is light. */
function recolour({ pixels, channels }: RawPicture, palette: Palette): void {
  const middle = mix(palette.far, palette.accent, 0.35)
  const ramp = Array.from({ length: 256 }, (_, level) => {
    const share = level / 255
    const colour =
      share < 0.5 ? mix(palette.near, middle, share * 2) : mix(middle, palette.light, share * 2 - 1)
    return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  })
  for (let at = 0; at + 2 < pixels.length; at += channels) {
    const [red, green, blue] = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0]
    const tone = ramp[Math.round(red * 0.3 + green * 0.59 + blue * 0.11)] ?? [red, green, blue]
    for (let channel = 0; channel < 3; channel++)
      pixels[at + channel] = Math.round((pixels[at + channel] ?? 0) * 0.4 + (tone[channel] ?? 0) * 0.6)
  }
}
