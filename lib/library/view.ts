import type { ImageParams } from '#lib/catalog/params.ts'
import type { ColourName } from '#lib/images/main-colours.ts'

/** What the browser is told of the library. Times are ISO 8601 in UTC. */

export type { ColourName }
export type PictureShape = 'square' | 'landscape' | 'portrait'
export type PictureKind = 'generate' | 'edit' | 'mask'

/** A picture in its owner's library. Its id is that of the image. */
export interface PictureView {
  id: string
  jobId: string
  /** Its place among the pictures of its job, from 0. */
  index: number
  model: string
  operation: PictureKind
  /** The first 400 characters; the picture's own page has all. */
  prompt: string
  params: ImageParams
  madeAt: string
  costCredits: number
  /** In pixels. */
  width: number
  height: number
  mediaType: string
  sizeBytes: number
  /** A data URL of some hundred bytes; null until the preview is made. */
  placeholder: string | null
  hasPreview: boolean
  favourite: boolean
  folderId: string | null
  /** In the bin since then. */
  deletedAt: string | null
  /** Up to three, most of it first; empty until the preview is made. */
  colours: ColourName[]
}

export interface PicturePage {
  pictures: PictureView[]
  /** Hand it back to get what comes after; null at the end. */
  nextCursor: string | null
}

/**
 * The proportions of all pictures of a view, newest first, so that its whole height is known at once. `ratios` are the different
 * ones that occur, width × 1000 / height; `order` has one character for each picture: `ratios[order.charCodeAt(i) - 48]`.
 */
export interface PictureLayout {
  /** The newest picture's place in time. A window of the same view counts its offset from there; null when there is none. */
  asOf: string | null
  count: number
  ratios: number[]
  order: string
}

/** How many pictures of a view one month has. Months without pictures are left out. */
export interface MonthCount {
  /** When the month begins in the reader's time zone. */
  start: string
  count: number
}

export interface Neighbours {
  /** Ids of pictures of the same view, made just after and just before; null at its ends. */
  newer: string | null
  older: string | null
}

export interface FolderView {
  id: string
  name: string
  createdAt: string
  /** Pictures in it, without those in the bin. */
  count: number
}

/** What there is to choose from, with how many pictures each choice has. Those in the bin count only there. */
export interface Facets {
  count: number
  favourites: number
  bin: number
  /** Most used first. */
  models: { model: string; count: number }[]
  kinds: { kind: PictureKind; count: number }[]
  /** By name. */
  folders: FolderView[]
}
