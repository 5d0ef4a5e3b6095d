import type { AttemptOutcome } from '#prisma/generated/enums.ts'
import type { ImageState } from '../view.ts'

/** What the operator's pages are told. Times are ISO 8601 in UTC, money is nano-USD in decimal digits. Never a prompt. */

/** Every answer says when it was true. */
interface Answer {
  now: string
}

export interface LineCounts {
  /** Rows only: outside of their user's window. */
  waiting: number
  /** In the engine. */
  queued: number
  running: number
  /** When the one that waits longest was made. */
  oldestAt: string | null
}

export interface ModelView extends LineCounts {
  model: string
  /** Calls at once that are allowed now. */
  places: number
  placesSet: number | null
  /** Images a minute that are allowed now; null while no limit is known. */
  rate: number | null
  rateSet: number | null
  rateDeclared: number | null
  pause: { until: string; reason: string | null } | null
  /** Pictures that moderation blocked in the last 24 hours. */
  blocks: number
}

export interface ProviderView {
  provider: string
  /** New jobs go to it. */
  isCurrent: boolean
  stop: { since: string; reason: string; probeAt: string | null; probes: number } | null
  /** What asking for its models said last, if it failed. */
  listError: string | null
  models: ModelView[]
}

export interface OverviewView extends Answer {
  providers: ProviderView[]
  /** What holds where an operator has set nothing. */
  defaults: { places: number; rate: number | null }
  workers: number
  troubled: number
  braked: number
  /** Calls of the last 24 hours that may have been billed without a picture. */
  ambiguous: Sum
  check: { finishedAt: string; findings: number } | null
}

export interface UserLine extends LineCounts {
  userId: string
  email: string
  weight: number
  /** Null where the user has nothing in line. */
  provider: string | null
  brake: { until: string; blocks: number; level: number } | null
}

export interface QueueView extends Answer {
  lines: UserLine[]
  /** How many there are in all; `lines` has the longest. */
  total: number
}

export interface AttemptView {
  fence: number
  workerId: string
  outcome: AttemptOutcome
  errorCode: string | null
  startedAt: string
  calledAt: string | null
  finishedAt: string | null
  requestId: string | null
  /** What the provider's usage comes to at list price. */
  costNanoUsd: string | null
}

/** Why an unfinished image is listed. */
export type Trouble = 'failures' | 'ambiguous' | 'lost' | 'slow'

export interface OperatorImageView {
  id: string
  jobId: string
  userId: string
  email: string
  provider: string
  model: string
  state: ImageState
  troubles: Trouble[]
  errorCode: string | null
  createdAt: string
  queuedAt: string | null
  notBefore: string | null
  startedAt: string | null
  calledAt: string | null
  finishedAt: string | null
  leaseUntil: string | null
  fence: number
  quoteCredits: number
  costCredits: number
  cancelRequested: boolean
  /** What it is made from, in the order that is sent; the mask comes last. Not its name, nor what is on it. */
  inputs: OperatorInput[]
  attempts: AttemptView[]
}

export interface OperatorInput {
  role: 'image' | 'mask'
  mediaType: string
  width: number
  height: number
  sizeBytes: number
}

export interface TroubleView extends Answer {
  open: OperatorImageView[]
  openTotal: number
  failed: OperatorImageView[]
  failedTotal: number
}

export interface Sum {
  count: number
  nanoUsd: string
}

export interface CostsView extends Answer {
  day: Sum
  month: Sum
  all: Sum
}

/** One call that was sent and not answered. */
export interface AmbiguousCall {
  imageId: string
  fence: number
  provider: string
  model: string
  email: string
  workerId: string
  errorCode: string | null
  requestId: string | null
  calledAt: string | null
  finishedAt: string
  /** What its picture costs at list price. */
  nanoUsd: string
  /** What became of the image. */
  imageState: ImageState
}

export interface AmbiguousPage {
  calls: AmbiguousCall[]
  nextCursor: string | null
}

export interface LedgerCheckView {
  id: string
  startedAt: string
  finishedAt: string
  findings: number
  /** The first hundred. */
  details: { rule: string; subject: string; detail: string }[]
}

export interface LedgerChecksView extends Answer {
  checks: LedgerCheckView[]
  running: boolean
}
