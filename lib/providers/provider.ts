import type { ImageParams } from '#lib/catalog/params.ts'
import type { Usage } from '#lib/catalog/quote.ts'
import { type ErrorRule, errorsByCode, errorsByKind, type FailureSentence } from './provider-errors.ts'
import type { RateLimit } from './rate-limit-headers.ts'

/** A picture that goes out with a call. Its bytes are read when they are sent, from the file that holds them. */
export interface InputFile {
  name: string
  mediaType: string
  blob: Blob
}

export interface ImageCall {
  model: string
  prompt: string
  params: ImageParams
  /** What the picture is made from, in the order in which the prompt speaks of them; empty for one from words alone. */
  inputs: readonly InputFile[]
  /** As large as the first input; its transparent pixels are repainted. */
  mask: InputFile | null
  /** A hash of the user, so that the provider can tell one bad user from the whole account. */
  safetyIdentifier: string
  /** Called with each partial preview, in order, when `params.partialImages` asks for them. */
  onPartial(index: number, bytes: Uint8Array): Promise<void>
}

export interface ImageAnswer {
  bytes: Uint8Array
  revisedPrompt: string | null
  requestId: string | null
  /** Tokens as the provider counted them. */
  usage: Usage | null
  /** What the provider's headers said; null where they said nothing. */
  rateLimit: RateLimit | null
}

export interface ServedModel {
  id: string
  shutdownDate: string | null
}

/** A service that serves models over the OpenAI Images API. One call makes one image. */
export interface Provider {
  id: string
  /** @throws CallFailure, and nothing else */
  generate(call: ImageCall): Promise<ImageAnswer>
  /** @throws CallFailure */
  listModels(): Promise<ServedModel[]>
}

export interface ModerationDetails {
  stage: 'input' | 'output' | 'unknown'
  categories: string[]
}

/**
 * How a call failed, which decides what is done about it (design, section 4, rules 4 and 5):
 * - `refused`: a complete answer that another try would not change
 * - `retryable`: a complete answer (500, 503) that another try may change
 * - `pause`: the provider asks to wait; costs no attempt
 * - `unreachable`: nothing was sent; costs no attempt
 * - `account`: the operator's account is empty, blocked or unverified, or the provider's address is wrong; stops the provider
 * - `ambiguous`: sent, and neither a complete error nor the picture came back: it may have been made and billed
 */
export type FailureKind = 'refused' | 'retryable' | 'pause' | 'unreachable' | 'account' | 'ambiguous'

export class CallFailure extends Error {
  override name = 'CallFailure'
  readonly kind: FailureKind
  /** The provider's code, or one of ours for what has none. */
  readonly code: string
  readonly requestId: string | null
  /** `pause`: how long to wait, always a number. `retryable`: what the provider asks for, if it does. */
  readonly retryAfterSeconds: number | null
  readonly moderation: ModerationDetails | null
  /** The parameter that was refused, such as `size`. */
  readonly param: string | null
  /** What the provider's headers said beside the error. */
  readonly rateLimit: RateLimit | null
  /** What the user reads when this is the end of the image. */
  readonly says: FailureSentence
  /** How loud the log is. */
  readonly level: ErrorRule['level']

  constructor(
    kind: FailureKind,
    code: string,
    about: {
      message?: string
      cause?: unknown
      requestId?: string | null
      retryAfterSeconds?: number | null
      moderation?: ModerationDetails | null
      param?: string | null
      rateLimit?: RateLimit | null
      /** Where the table has a row for the status rather than for the code. */
      rule?: ErrorRule
    } = {},
  ) {
    super(about.message ?? code, { cause: about.cause })
    this.kind = kind
    this.code = code
    this.requestId = about.requestId ?? null
    this.retryAfterSeconds = about.retryAfterSeconds ?? null
    this.moderation = about.moderation ?? null
    this.param = about.param ?? null
    this.rateLimit = about.rateLimit ?? null
    const { says, level } = about.rule ?? errorsByCode[code] ?? errorsByKind[kind]
    this.says = says
    this.level = level
  }
}
