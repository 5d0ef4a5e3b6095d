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

export interface PicturePageView {
  image: ImageView
  job: JobView
  attempts: AttemptStep[]
  favourite: boolean
  folder: { id: string; name: string } | null
  /** How long the bin keeps it; null while it is not there. */
  keptUntil: string | null
}
