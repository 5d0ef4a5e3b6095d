import type { ImageParams } from '#lib/catalog/params.ts'
import type { UploadView } from '#lib/uploads/view.ts'
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

/**
 * Why an image in line is not being made yet. `ahead` counts up to 100, which means so many or more. After `until` it goes on;
 * until then nothing of its kind is begun.
 */
export type Wait =
  /** Pictures ahead of it in the line, of others too. */
  | { reason: 'line'; ahead: number }
  /** Only its user's own pictures are ahead. */
  | { reason: 'own'; ahead: number }
  /** Put back after a fault, to be tried again. */
  | { reason: 'later'; until: string }
  /** The provider asked us to wait with this model. */
  | { reason: 'paused'; until: string }
  /** The provider cannot be reached. */
  | { reason: 'unreachable'; until: string }
  /** The provider refuses our account: nobody knows until when. */
  | { reason: 'stopped' }
  /** Its user's pictures were blocked too often. */
  | { reason: 'braked'; until: string }

export interface ImageView {
  id: string
  jobId: string
  index: number
  state: ImageState
  /** Null when it is not in line, or just left it. */
  wait: Wait | null
  createdAt: string
  startedAt: string | null
  /** When the running call left for the provider. */
  calledAt: string | null
  finishedAt: string | null
  /** Credits paid: the quote once delivered, else 0. */
  costCredits: number
  /** Why it failed: the sentence stands under `failures.<code>`. */
  failure: Failure | null
  /** It failed for a reason that another try may change, and was not tried again yet. */
  canRetry: boolean
  /** The job in which its user had it tried again. */
  retryJobId: string | null
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
  /** Its unpainted parts were put back: the file `composed` is the picture, `original` what the model answered. */
  isComposed: boolean
  revisedPrompt: string | null
  /** In the bin since then. */
  deletedAt: string | null
  /** It was delivered, and its files were removed for good since: what is left is the record. */
  gone: boolean
}

/** `edit`: from pictures; `mask`: a part of the first picture repainted. */
export const operations = ['generate', 'edit', 'mask'] as const
export type Operation = (typeof operations)[number]

export interface JobView {
  id: string
  model: string
  operation: Operation
  prompt: string
  params: ImageParams
  /** What it works from, in the order in which prompts speak of them. */
  inputs: UploadView[]
  mask: UploadView | null
  /** What is not painted was to stay as it was: the first input is put back there. */
  keepUnpainted: boolean
  n: number
  /** The price of one delivered image. */
  quoteCredits: number
  state: JobState
  /** The same for jobs that were ordered together, to be seen side by side. */
  comparisonId: string | null
  createdAt: string
  finishedAt: string | null
  images: ImageView[]
}
