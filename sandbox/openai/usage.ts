import type { Model, Quality } from '#lib/catalog/model.ts'
import { findModel } from '#lib/catalog/models.ts'
import { inputImageTokens, outputTokens } from '#lib/catalog/tokens.ts'

export interface Usage {
  input_tokens: number
  input_tokens_details: { text_tokens: number; image_tokens: number }
  output_tokens: number
  total_tokens: number
}

export interface UsageQuestion {
  model: Model
  prompt: string
  quality: Quality
  width: number
  height: number
  /** Pictures made by the call. */
  n: number
  /** Partial previews really sent. */
  partialImages: number
  /** Every picture sent in, mask and markup too. */
  inputs: readonly { width: number; height: number }[]
  highFidelity: boolean
}

/** Measured 2026-11: 2.6 low is 664 tokens where 2.5 high is 1373; medium is about three times 2.5 medium. */
const shareOfHighBy26: Partial<Record<Quality, number>> = { low: 0.484, medium: 0.75 }

/** `usage` of the whole answer. Null for DALL·E, which has none. */
export function computeUsage(question: UsageQuestion): Usage | null {
  const { model, n, partialImages } = question
  if (model.family === 'dall-e') return null
  const text = Math.ceil([...question.prompt].length / 4)
  const image = question.inputs.reduce((sum, input) => sum + inputTokens(question, input), 0)
  const output = n * outputTokensOfOne(question)
  const total = output + partialImages * (model.pricing.partialImageTokens ?? 0)
  return {
    input_tokens: text + image,
    input_tokens_details: { text_tokens: text, image_tokens: image },
    output_tokens: total,
    total_tokens: text + image + total,
  }
}

/** Output tokens of one picture, as the catalogue publishes or calculates them. */
function outputTokensOfOne({ model, quality, width, height }: UsageQuestion): number {
  const params = { size: `${width}x${height}`, quality } as const
  // chatgpt-image-latest has no table of its own and costs what the first family costs.
  const firstFamily = model.family === 'gpt-image-1' ? findModel('gpt-image-1') : undefined
  const tokens = outputTokens(model, params) ?? (firstFamily ? outputTokens(firstFamily, params) : null) ?? 0
  const share = model.family === 'gpt-image-2.6' ? (shareOfHighBy26[quality] ?? 1) : 1
  return Math.floor(tokens * share)
}

function inputTokens(
  { model, highFidelity }: UsageQuestion,
  input: { width: number; height: number },
): number {
  if (model.pricing.inputTokens?.kind === 'fixed') return patchTokens(input)
  return inputImageTokens(model, [{ ...input, fidelity: highFidelity ? 'high' : 'low' }])
}

/** 32 px patches, at most 1536; small pictures count as scaled up to a long edge of 1024 px (measured, not published). */
function patchTokens({ width, height }: { width: number; height: number }): number {
  const longEdge = Math.max(width, height)
  const scaled = (edge: number) => Math.ceil((edge * Math.max(longEdge, 1024)) / (longEdge * 32))
  return Math.min(1536, scaled(width) * scaled(height))
}
