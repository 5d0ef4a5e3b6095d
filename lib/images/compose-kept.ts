import { setImmediate } from 'node:timers/promises'
import sharp, { type Sharp } from 'sharp'
import { canPutBack } from '#lib/catalog/can-put-back.ts'
import { edgeWeights } from './edge-weights.ts'

/** More than any model makes, and than any input has. */
const PIXELS_MAX = 20_000_000
/** So many pixels are mixed before others get their turn. */
const MIXED_AT_ONCE = 500_000

interface Raw {
  pixels: Buffer
  width: number
  height: number
  channels: number
}

/**
 * Puts back what was not painted: the answer inside the painted area, the input outside of it, and between them a soft edge that lies
 * inside the painted area. So every pixel that the mask keeps is the input's own; where the answer has another size, it is that of the
 * input scaled as the providers' models are fed (`cover` from the centre, Lanczos 3).
 * @param mask as large as the input; its alpha is 255 where a pixel is kept
 * @returns a PNG as large as the answer; null where their shapes differ by more than 1 %
 */
export async function composeKept(picture: {
  answer: Uint8Array
  input: Uint8Array
  mask: Uint8Array
}): Promise<Uint8Array | null> {
  const open = (bytes: Uint8Array) => sharp(bytes, { limitInputPixels: PIXELS_MAX })
  const answer = open(picture.answer)
  const input = open(picture.input)
  const [made, kept] = await Promise.all([answer.metadata(), input.metadata()])
  if (!canPutBack(made, kept)) return null

  const { width, height } = made
  const isSized = kept.width === width && kept.height === height
  const hasAlpha = made.hasAlpha || kept.hasAlpha
  const scaled = isSized ? input : input.resize(width, height, { fit: 'cover', kernel: 'lanczos3' })
  const [base, filling, alpha] = await Promise.all([
    rawOf(scaled, hasAlpha),
    rawOf(answer, hasAlpha),
    open(picture.mask)
      .ensureAlpha()
      .extractChannel('alpha')
      .resize(width, height, { fit: 'cover', kernel: 'nearest' })
      .raw()
      .toBuffer(),
  ])
  const weights = await edgeWeights(alpha, width, height)
  for (let from = 0; from < weights.length; from += MIXED_AT_ONCE) {
    mix(base, filling, weights, from, Math.min(weights.length, from + MIXED_AT_ONCE))
    await setImmediate()
  }
  const channels = hasAlpha ? 4 : 3
  return sharp(base.pixels, { raw: { width, height, channels } }).png().toBuffer()
}

async function rawOf(picture: Sharp, hasAlpha: boolean): Promise<Raw> {
  const shaped = hasAlpha ? picture.ensureAlpha() : picture.removeAlpha()
  const { data, info } = await shaped.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height, channels: info.channels }
}

/** In place. Weights from 0, the base's own pixel, to 255, the filling's. */
function mix(base: Raw, filling: Raw, weights: Uint8Array, from: number, to: number): void {
  const { pixels, channels } = base
  for (let at = from; at < to; at++) {
    const weight = weights[at] ?? 0
    if (weight === 0) continue
    const first = at * channels
    // Colour counts by how much of it is seen.
    const baseAlpha = channels === 4 ? (pixels[first + 3] ?? 0) : 255
    const fillingAlpha = channels === 4 ? (filling.pixels[first + 3] ?? 0) : 255
    const ofBase = baseAlpha * (255 - weight)
    const ofFilling = fillingAlpha * weight
    const both = ofBase + ofFilling
    for (let channel = first; both > 0 && channel < first + 3; channel++) {
      const mixed = (pixels[channel] ?? 0) * ofBase + (filling.pixels[channel] ?? 0) * ofFilling
      pixels[channel] = Math.round(mixed / both)
    }
    if (channels === 4) pixels[first + 3] = Math.round(both / 255)
  }
}
