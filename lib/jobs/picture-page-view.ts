import type { InputFidelity } from '#lib/catalog/model.ts'
import type { AttemptOutcome } from '#prisma/generated/enums.ts'
import type { ImageView, JobView } from './view.ts'

/** What the page of one picture is told. Times are ISO 8601 in UTC. */

/** One call for the picture, as its owner sees it. */
export interface AttemptStep {
  startedAt: string
  /** When the call left for the provider. */
  calledAt: string | null
  finishedAt: string | null
  outcome: AttemptOutcome
  /** The provider's code or ours; few of them have words. */
  errorCode: string | null
}

/** A picture of the user's own that an input was taken from. */
export interface PictureSource {
  imageId: string
  /** `gone`: deleted for good. Its page still tells how it was made. */
  state: 'kept' | 'bin' | 'gone'
}

export interface PicturePageView {
  image: ImageView
  job: JobView
  /** What its job's inputs were made from, where that is a picture of theirs. */
  sources: PictureSource[]
  /** How closely the inputs were kept to: what was asked for, or the provider's default. Null where the model has no such choice. */
  inputFidelity: InputFidelity | null
  attempts: AttemptStep[]
  favourite: boolean
  folder: { id: string; name: string } | null
  /** How long the bin keeps it; null while it is not there. */
  keptUntil: string | null
}
