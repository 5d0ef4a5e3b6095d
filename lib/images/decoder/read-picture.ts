import { dropOpaqueAlpha, type RawPicture, turnUpright } from './raw-picture.ts'
import { readHeic } from './read-heic.ts'
import { type Header, readPixels } from './safe-sharp.ts'
import { scaleDown, toRaw } from './scale-down.ts'

/**
 * The pixels of a file: upright, sRGB, 8 bits, scaled down to what is stored.
 * @throws RefusedError when the file is cut off or broken
 */
export async function readPicture(source: string, header: Header): Promise<RawPicture> {
  const decode = header.type === 'image/heic' ? readHeic : readBySharp
  const upright = await turnUpright(await decode(source, header), header)
  return dropOpaqueAlpha(upright)
}

async function readBySharp(source: string, { width, height, orientation }: Header): Promise<RawPicture> {
  const lying = orientation >= 5 ? { width: height, height: width } : { width, height }
  return toRaw(scaleDown(readPixels(source), lying))
}
