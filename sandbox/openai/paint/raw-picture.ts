import sharp, { type Sharp } from 'sharp'

/** Unpacked pixels, 8 bits a channel, alpha not multiplied in. */
export interface RawPicture {
  pixels: Buffer
  width: number
  height: number
  channels: 3 | 4
}

export function toSharp({ pixels, width, height, channels }: RawPicture): Sharp {
  return sharp(pixels, { raw: { width, height, channels } })
}

/** Runs a pipeline to pixels: 4 channels with `alpha`, else 3. */
export async function fromSharp(pipeline: Sharp, alpha: boolean): Promise<RawPicture> {
  const shaped = alpha ? pipeline.ensureAlpha() : pipeline.removeAlpha()
  const { data, info } = await shaped.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height, channels: alpha ? 4 : 3 }
}
