import { STORED_PIXELS_MAX } from '#lib/catalog/input-limits.ts'
import { type DecodeAnswer, type Fit, type FitTask, SMALL_PNG_BYTES_MAX } from './decode-task.ts'
import { dropOpaqueAlpha, fromRaw, type RawPicture } from './raw-picture.ts'
import { readPicture } from './read-picture.ts'
import { readHeader } from './safe-sharp.ts'
import { toRaw } from './scale-down.ts'
import { writePicture } from './write-picture.ts'

/** A PNG of the wanted proportion, which never shows a pixel larger than it was. */
export async function fitPicture(task: FitTask): Promise<DecodeAnswer> {
  const header = await readHeader(task.source)
  const picture = await readPicture(task.source, header)
  const sent = { mediaType: header.type, width: header.width, height: header.height }
  const { edgeMax } = task
  for (let edge = edgeMax; ; ) {
    const fitted = await fit(picture, { ...task, edgeMax: edge })
    const stored = await writePicture(fitted, task.folder, edgeMax === undefined ? 'png' : 'rgba')
    if (edgeMax === undefined || stored.bytes <= SMALL_PNG_BYTES_MAX) return { sent, ...stored }
    // Noise hardly compresses: then a little less of it has to do.
    edge = Math.floor(Math.max(stored.width, stored.height) * 0.9)
  }
}

async function fit(picture: RawPicture, wanted: Fit): Promise<RawPicture> {
  const ratio = wanted.width / wanted.height
  const isCrop = wanted.mode === 'crop'
  // The frame of that proportion that is cut out of the picture, or that the picture just stands in.
  const isWider = picture.width / picture.height > ratio
  const frame =
    isWider === isCrop
      ? { width: picture.height * ratio, height: picture.height }
      : { width: picture.width, height: picture.width / ratio }
  const byEdge = (wanted.edgeMax ?? Number.POSITIVE_INFINITY) / Math.max(frame.width, frame.height)
  const byPixels = Math.sqrt(STORED_PIXELS_MAX / (frame.width * frame.height))
  const factor = Math.min(1, byEdge, byPixels)
  const target = { width: whole(frame.width * factor), height: whole(frame.height * factor) }
  return isCrop ? crop(picture, target, wanted, factor) : pad(picture, target, wanted, factor)
}

interface Size {
  width: number
  height: number
}

async function crop(picture: RawPicture, target: Size, { x, y }: Fit, factor: number): Promise<RawPicture> {
  const width = Math.min(picture.width, whole(target.width / factor))
  const height = Math.min(picture.height, whole(target.height / factor))
  const left = between(0, Math.round(x * picture.width - width / 2), picture.width - width)
  const top = between(0, Math.round(y * picture.height - height / 2), picture.height - height)
  const cut = fromRaw(picture).extract({ left, top, width, height })
  return dropOpaqueAlpha(await toRaw(cut.resize(target.width, target.height, { fit: 'fill' })))
}

async function pad(picture: RawPicture, target: Size, wanted: Fit, factor: number): Promise<RawPicture> {
  const width = Math.min(target.width, whole(picture.width * factor))
  const height = Math.min(target.height, whole(picture.height * factor))
  const left = Math.round((target.width - width) * wanted.x)
  const top = Math.round((target.height - height) * wanted.y)
  const alpha = wanted.transparent ? 0 : 1
  const padded = fromRaw(picture)
    .ensureAlpha()
    .resize(width, height, { fit: 'fill' })
    .extend({
      left,
      top,
      right: target.width - width - left,
      bottom: target.height - height - top,
      background: { r: 255, g: 255, b: 255, alpha },
    })
  return dropOpaqueAlpha(await toRaw(padded))
}

/** Rounded down, so that what is bounded stays within its bounds. */
function whole(length: number): number {
  // What floating point makes of 1024 may be a hair less.
  return Math.max(1, Math.floor(length + 1e-6))
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
