import type { SentType } from './tell-type.ts'

/** What the site asks of a decoder process, and what it hears. Files are named, never sent. */

interface TaskFiles {
  /** The file to read. */
  source: string
  /** Where `picture` and `thumbnail` are to be written. */
  folder: string
}

/** To make what came into what is stored. */
export interface PictureTask extends TaskFiles {
  kind: 'picture'
}

/** The same for a mask, which must be exactly so large. */
export interface MaskTask extends TaskFiles {
  kind: 'mask'
  width: number
  height: number
}

export interface Fit {
  /** `crop` cuts off what is too much, `pad` adds what is missing. */
  mode: 'crop' | 'pad'
  /** The proportion that is wanted. */
  width: number
  height: number
  /** Of the longer edge; what comes out is also under SMALL_PNG_BYTES_MAX then. */
  edgeMax?: number | undefined
  /** In 0..1: where the cut is centred, or where the picture stands in what is padded. */
  x: number
  y: number
  /** What is padded is transparent, else white. */
  transparent: boolean
}

/** To cut or pad a stored picture to a proportion. */
export interface FitTask extends TaskFiles, Fit {
  kind: 'fit'
}

export type DecodeTask = PictureTask | MaskTask | FitTask

export const refusalCodes = [
  'not_a_picture',
  'picture_empty',
  /** params: megapixels, max */
  'picture_too_many_pixels',
  /** Cut off, or broken. */
  'picture_damaged',
  /** It took more time or memory than a decoder has. */
  'picture_too_demanding',
  'mask_without_alpha',
  /** params: width, height, asWidth, asHeight */
  'mask_size_differs',
  /** Nothing is to be repainted. */
  'mask_empty',
  /** Everything is. */
  'mask_full',
  /** params: maxBytes */
  'mask_too_large',
] as const

export interface Refusal {
  refused: (typeof refusalCodes)[number]
  params?: Record<string, number>
}

export interface Decoded {
  refused?: undefined
  /** What the file was; pixels after orientation. */
  sent: { mediaType: SentType; width: number; height: number }
  mediaType: 'image/png' | 'image/jpeg'
  width: number
  height: number
  bytes: number
  /** Not every pixel is opaque. */
  hasAlpha: boolean
  /** A data URL of some hundred bytes. */
  placeholder: string
}

export type DecodeAnswer = Decoded | Refusal

/** A file could not be read or written, as on a full disk: what the log is told. */
export interface Failure {
  failed: string
}

/** Thrown within a decoder when a result cannot be written, which libvips tells in words alone. */
export class WriteError extends Error {
  override name = 'WriteError'
}

/** Thrown within a decoder, and answered. */
export class RefusedError extends Error {
  override name = 'RefusedError'
  readonly refusal: Refusal

  constructor(refused: Refusal['refused'], params?: Refusal['params']) {
    super(refused)
    this.refusal = { refused, ...(params && { params }) }
  }
}

/** Of masks, and of the square PNGs that DALL·E 2 takes: "less than 4 MB". */
export const SMALL_PNG_BYTES_MAX = 4_000_000 - 1

/** What a decoder's own watch is told. */
export interface MemoryWatch {
  bytesMax: number
  parentPid: number
}

/** On a decoder's standard output, before it ends itself for having grown too large. */
export const tooLargeWords = 'too much memory'
