import type { Model, Usd } from './model.ts'
import { defaultParams, type ImageParams } from './params.ts'
import { divideUp, inputImageTokens, outputTokens } from './tokens.ts'

/** Prompts up to here cost nothing; each character beyond is counted as one text token. */
export const FREE_PROMPT_CHARACTERS = 2000

export interface QuoteInput {
  model: Model
  params: ImageParams
  /** As `promptLength` counts. */
  promptCharacters: number
  /** As they will be sent. Pixels. */
  inputs?: readonly { width: number; height: number }[]
  mask?: boolean
  markup?: boolean
  /** Basis points of the list price: 10,000 is the list price itself. */
  markupBps: number
}

/**
 * The price of ONE picture in credits; a job costs n times this. Rounded up once, here, and never again.
 * @throws RangeError when the model has no price for this size and quality, so parse the request first.
 */
export function quoteImage({ markupBps, ...request }: QuoteInput): number {
  if (markupBps < 0) throw new RangeError('markupBps is negative')
  // 1,000 credits are one USD, that is 10^9 nano-USD; 10,000 basis points are one.
  const credits = Number(divideUp(listNanoUsd(request) * BigInt(markupBps), 10n ** 10n))
  if (!Number.isSafeInteger(credits)) throw new RangeError('The price is beyond what a number can hold')
  return credits
}

/** What the provider is expected to ask for one picture at list price, in nano-USD (10^-9 USD). */
export function listNanoUsd(request: Omit<QuoteInput, 'markupBps'>): bigint {
  const { model, params, promptCharacters, inputs = [], mask = false, markup = false } = request
  const output = outputNanoUsd(model, params)
  if (output === null) throw new RangeError(`${model.id} has no price for ${params.size} ${params.quality}`)
  const rates = model.pricing.tokens
  if (rates === null) return output

  const partialTokens = params.partialImages * (model.pricing.partialImageTokens ?? 0)
  const sent = inputs.map(({ width, height }) => ({ width, height, fidelity: params.inputFidelity }))
  const inputTokens = inputImageTokens(model, sent, Number(mask) + Number(markup))
  const textTokens = Math.max(0, promptCharacters - FREE_PROMPT_CHARACTERS)
  return (
    output +
    tokensNanoUsd(partialTokens, rates.imageOutput) +
    tokensNanoUsd(inputTokens, rates.imageInput) +
    tokensNanoUsd(textTokens, rates.textInput)
  )
}

/**
 * The picture alone: the greater of the published price and tokens times rate, since either may be what is billed.
 * Null where the size and quality have no price.
 */
export function outputNanoUsd(model: Model, params: Pick<ImageParams, 'size' | 'quality'>): bigint | null {
  const { perImageUsd, tokens: rates } = model.pricing
  const published = perImageUsd?.[params.quality]?.[params.size]
  const tokens = outputTokens(model, params)
  const byPicture = published === undefined ? null : nanoUsd(published)
  const byTokens = tokens === null || rates === null ? null : tokensNanoUsd(tokens, rates.imageOutput)
  if (byPicture === null) return byTokens
  return byTokens !== null && byTokens > byPicture ? byTokens : byPicture
}

/** `usage` of the provider's answer, as far as it is billed. */
export interface Usage {
  input_tokens: number
  /** Some compatible servers leave it out. */
  input_tokens_details?: { text_tokens: number; image_tokens: number }
  output_tokens: number
  output_tokens_details?: { text_tokens: number; image_tokens: number }
}

/**
 * What one call came to at list price, in nano-USD, for the operator. Never what the user pays.
 * DALL·E is billed by the picture and answers without usage. Null where the provider told nothing.
 */
export function costNanoUsd(
  model: Model,
  usage: Usage | null,
  params: Pick<ImageParams, 'size' | 'quality'>,
): bigint | null {
  const rates = model.pricing.tokens
  if (rates === null) return outputNanoUsd(model, params)
  if (usage === null) return null
  // Without the split the dearer rate counts, so that a cost is never shown too low.
  const input = usage.input_tokens_details ?? { text_tokens: 0, image_tokens: usage.input_tokens }
  const output = usage.output_tokens_details ?? { text_tokens: 0, image_tokens: usage.output_tokens }
  return (
    tokensNanoUsd(input.text_tokens, rates.textInput) +
    tokensNanoUsd(input.image_tokens, rates.imageInput) +
    tokensNanoUsd(output.image_tokens, rates.imageOutput) +
    tokensNanoUsd(output.text_tokens, rates.textOutput ?? '0')
  )
}

/** Cheapest and dearest quality at the model's default size, text to picture, in credits. */
export function priceRange(model: Model, markupBps: number): { fromCredits: number; toCredits: number } {
  const prices = model.qualities.map((quality) =>
    quoteImage({ model, params: { ...defaultParams(model), quality }, promptCharacters: 0, markupBps }),
  )
  return { fromCredits: Math.min(...prices), toCredits: Math.max(...prices) }
}

/** @throws RangeError for more than nine decimals or anything but a plain decimal number. */
export function nanoUsd(usd: Usd): bigint {
  const match = /^(\d+)(?:\.(\d{1,9}))?$/.exec(usd)
  if (!match) throw new RangeError(`Not an amount of USD: ${usd}`)
  return BigInt(match[1] ?? '') * 10n ** 9n + BigInt((match[2] ?? '').padEnd(9, '0'))
}

function tokensNanoUsd(tokens: number, usdPerMillion: Usd): bigint {
  // Exact: every published rate is a whole number of nano-USD a token, which a test holds.
  return (BigInt(tokens) * nanoUsd(usdPerMillion)) / 1_000_000n
}
