import { type Header, readPixels } from './safe-sharp.ts'

/** Decoded pixels, 8 bits a channel, sRGB. */
export interface RawPicture {
  data: Buffer
  width: number
  height: number
  channels: 3 | 4
}

export function fromRaw({ data, width, height, channels }: RawPicture) {
  return readPixels(data, { raw: { width, height, channels } })
}

/** EXIF's eight orientations as steps of sharp, which mirrors first and turns then. */
const turns: Record<number, { degrees?: 90 | 180 | 270; flip?: true; flop?: true }> = {
  2: { flop: true },
  3: { degrees: 180 },
  4: { flip: true },
  5: { degrees: 90, flip: true },
  6: { degrees: 90 },
  7: { degrees: 90, flop: true },
  8: { degrees: 270 },
}

/** Scaled first and turned then, because turning needs the whole picture in memory. */
export async function turnUpright(
  picture: RawPicture,
  { orientation }: Pick<Header, 'orientation'>,
): Promise<RawPicture> {
  const turn = turns[orientation]
  if (!turn) return picture
  let pixels = fromRaw(picture)
  if (turn.flip) pixels = pixels.flip()
  if (turn.flop) pixels = pixels.flop()
  if (turn.degrees) pixels = pixels.rotate(turn.degrees)
  const { data, info } = await pixels.raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: picture.channels }
}

/** The fourth of each four bytes, from the least to the greatest. */
export function alphaRange({ data, channels }: RawPicture): { min: number; max: number } {
  let min = 255
  let max = 0
  if (channels === 3) return { min, max: 255 }
  for (let at = 3; at < data.length; at += 4) {
    const alpha = data[at] ?? 255
    if (alpha < min) min = alpha
    if (alpha > max) max = alpha
  }
  return { min, max }
}

/** Without an alpha channel that says nothing. */
export async function dropOpaqueAlpha(picture: RawPicture): Promise<RawPicture> {
  if (picture.channels === 3 || alphaRange(picture).min < 255) return picture
  const data = await fromRaw(picture).removeAlpha().raw().toBuffer()
  return { ...picture, data, channels: 3 }
}
