import type { ImageParams } from '#lib/catalog/params.ts'
import type { Usage } from '#lib/catalog/quote.ts'

export interface ImageCall {
  model: string
  prompt: string
  params: ImageParams
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
 * - `account`: the operator's account is empty, blocked or unverified; stops the provider
 * - `ambiguous`: sent, and neither a complete error nor the picture came back: it may have been made and billed
 */
export type FailureKind = 'refused' | 'retryable' | 'pause' | 'unreachable' | 'account' | 'ambiguous'

export class CallFailure extends Error {
  override name = 'CallFailure'
  readonly kind: FailureKind
  /** The provider's code, or one of ours for what has none. */
  readonly code: string
  readonly requestId: string | null
  readonly retryAfterSeconds: number | null
  readonly moderation: ModerationDetails | null

  constructor(
    kind: FailureKind,
    code: string,
    about: {
      message?: string
      cause?: unknown
      requestId?: string | null
      retryAfterSeconds?: number | null
      moderation?: ModerationDetails | null
    } = {},
  ) {
    super(about.message ?? code, { cause: about.cause })
    this.kind = kind
    this.code = code
    this.requestId = about.requestId ?? null
    this.retryAfterSeconds = about.retryAfterSeconds ?? null
    this.moderation = about.moderation ?? null
  }
}
