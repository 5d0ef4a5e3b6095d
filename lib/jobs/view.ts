import type { ImageParams } from '#lib/catalog/params.ts'
import type { Failure } from './failure.ts'

/** What the browser is told of jobs and images. Times are ISO 8601 in UTC. */

export type JobState = 'queued' | 'running' | 'succeeded' | 'partial' | 'failed' | 'cancelled'
export type ImageState =
  | 'waiting'
  | 'queued'
  | 'preparing'
  | 'calling'
  | 'storing'
  | 'delivered'
  | 'failed'
  | 'cancelled'

/** A worker has the image. */
export const statesInHand = ['preparing', 'calling', 'storing'] as const

export interface ImageView {
  id: string
  jobId: string
  index: number
  state: ImageState
  createdAt: string
  startedAt: string | null
  /** When the running call left for the provider. */
  calledAt: string | null
  finishedAt: string | null
  /** Credits paid: the quote once delivered, else 0. */
  costCredits: number
  /** Why it failed: the sentence stands under `failures.<code>`. */
  failure: Failure | null
  /** The user asked to cancel while the call was running: a picture that still arrives is kept and paid. */
  cancelRequested: boolean
  /** How many partial previews can be fetched now. */
  partials: number
  /** How many times a call failed and was put back for another try. */
  retries: number
  width: number | null
  height: number | null
  mediaType: string | null
  sizeBytes: number | null
  /** A data URL of some hundred bytes. */
  placeholder: string | null
  hasPreview: boolean
  revisedPrompt: string | null
}

export interface JobView {
  id: string
  model: string
  operation: 'generate' | 'edit'
  prompt: string
  params: ImageParams
  n: number
  /** The price of one delivered image. */
  quoteCredits: number
  state: JobState
  createdAt: string
  finishedAt: string | null
  images: ImageView[]
}

/** An image on a page of its own pictures. */
export interface PictureView extends ImageView {
  prompt: string
  model: string
  params: ImageParams
}
