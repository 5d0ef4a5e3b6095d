import sharp, { type Metadata } from 'sharp'
import { type ApiError, invalidRequest } from '../api-error.ts'
import type { Dimensions } from './size.ts'

/** One picture as it came, before anybody looked inside. */
export interface SentPicture {
  /** `image[2]`, `mask` … as the provider names it in complaints. */
  name: string
  bytes: Buffer
  /** What the part or data URL says it is; empty when it says nothing. */
  mediaType: string
}

/** A picture that was looked at. `dimensions` are those after EXIF orientation. */
export interface InputPicture extends SentPicture {
  dimensions: Dimensions
  format: 'png' | 'jpeg' | 'webp'
  hasAlpha: boolean
}

const mediaTypes = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpeg'],
  ['image/jpg', 'jpeg'],
  ['image/webp', 'webp'],
])
/** Far above any camera; keeps a small file that unpacks to terabytes out. */
const pixelsMax = 100_000_000

/** Decodes the header and checks type, bytes and content. Throws ApiError naming the picture. */
export async function inspectPicture(sent: SentPicture, maxBytes: number): Promise<InputPicture> {
  const declared = sent.mediaType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (declared === '')
    throw invalidRequest('missing_file_mimetype', sent.name, `Missing file mimetype for '${sent.name}'.`)
  if (!mediaTypes.has(declared))
    throw invalidRequest(
      'unsupported_file_mimetype',
      sent.name,
      `Invalid file '${sent.name}': unsupported mimetype ('${declared}'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'.`,
    )
  if (sent.bytes.length >= maxBytes)
    throw invalidRequest(
      'image_file_too_large',
      sent.name,
      `Invalid file '${sent.name}': expected less than ${maxBytes} bytes, but got ${sent.bytes.length}.`,
    )
  const header = await readHeader(sent.bytes)
  const format = header?.format
  if (header === null || (format !== 'png' && format !== 'jpeg' && format !== 'webp'))
    throw unreadable(sent.name)
  if (header.width * header.height > pixelsMax)
    throw invalidRequest('image_too_large', sent.name, `Invalid file '${sent.name}': too many pixels.`)
  const turned = (header.orientation ?? 1) >= 5
  return {
    ...sent,
    format,
    hasAlpha: header.hasAlpha,
    dimensions: turned
      ? { width: header.height, height: header.width }
      : { width: header.width, height: header.height },
  }
}

async function readHeader(bytes: Buffer): Promise<Metadata | null> {
  try {
    return await sharp(bytes, { limitInputPixels: pixelsMax }).metadata()
  } catch {
    // An empty buffer throws at once, other garbage later.
    return null
  }
}

export function unreadable(name: string): ApiError {
  return invalidRequest(
    'invalid_image_format',
    name,
    `Invalid image file '${name}': it could not be decoded.`,
  )
}
