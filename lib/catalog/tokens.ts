import { parseSize } from './choices.ts'
import type { InputFidelity, Model } from './model.ts'
import type { ImageParams } from './params.ts'

/** An input picture as it will be sent. Pixels. */
export interface InputPicture {
  width: number
  height: number
  /** What the request asks for; `low` where it asks for nothing. */
  fidelity?: InputFidelity
}

/**
 * Output tokens of one picture, without partial previews: published where there is a table, else OpenAI's calculator.
 * Null where nothing is known (DALL·E, chatgpt-image-latest).
 */
export function outputTokens(model: Model, params: Pick<ImageParams, 'size' | 'quality'>): number | null {
  const { outputTokens: table, calculatorBase } = model.pricing
  const listed = table?.[params.quality]?.[params.size]
  if (listed !== undefined) return listed
  const base = calculatorBase?.[params.quality]
  const size = parseSize(params.size)
  if (base === undefined || !size) return null
  return calculatedTokens(base, size.width, size.height)
}

/**
 * The calculator of the image generation guide, in whole numbers:
 * u = round_half_even(base * short / long); tokens = ceil(base * u * (2,000,000 + w * h) / 4,000,000)
 */
export function calculatedTokens(base: number, width: number, height: number): number {
  const long = BigInt(Math.max(width, height))
  const short = BigInt(Math.min(width, height))
  const units = divideHalfEven(BigInt(base) * short, long)
  const pixels = long * short
  return Number(divideUp(BigInt(base) * units * (2_000_000n + pixels), 4_000_000n))
}

/**
 * Input tokens of the pictures of an edit; a mask or markup is as large as the first picture and counts as one more.
 * 0 where inputs cost nothing.
 */
export function inputImageTokens(model: Model, inputs: readonly InputPicture[], extraPictures = 0): number {
  const rule = model.pricing.inputTokens
  if (rule === null) return 0
  const first = inputs[0] ?? { width: 1, height: 1 }
  const pictures = [...inputs, ...Array.from({ length: extraPictures }, () => first)]
  let total = 0
  for (const { width, height, fidelity } of pictures) {
    if (rule.kind === 'fixed') {
      total += rule.tokens
      continue
    }
    // With the short side scaled to 512, the picture is one tile high and long / short tiles long.
    const tiles = Number(divideUp(BigInt(Math.max(width, height)), BigInt(Math.min(width, height))))
    total += rule.base + rule.perTile * tiles + (fidelity === 'high' ? rule.highFidelityExtra : 0)
  }
  return total
}

/** Rounds up; for amounts that are not negative. */
export function divideUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor
}

/** Rounds to the nearest whole number, a half to the even one; for amounts that are not negative. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  const twice = (dividend % divisor) * 2n
  if (twice > divisor || (twice === divisor && quotient % 2n === 1n)) return quotient + 1n
  return quotient
}
