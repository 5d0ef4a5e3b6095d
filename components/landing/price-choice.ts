import type { Quality, Size } from '#lib/catalog/model.ts'

/** The prices of one model: `credits[size][quality]`, by place in `sizes` and `qualities`, for one picture. */
export interface PricedModel {
  id: string
  sizes: readonly Size[]
  qualities: readonly Quality[]
  defaultSize: Size
  defaultQuality: Quality
  credits: readonly (readonly number[])[]
}

export const countMax = 10

/** What stands in the calculator's form; any text, because it comes from the address. */
export interface WantedPrice {
  model?: string
  size?: string
  quality?: string
  n?: string
}

export interface PriceChoice {
  model: PricedModel
  size: Size
  quality: Quality
  /** Pictures. */
  n: number
  /** For one picture. */
  credits: number
}

/** What is wanted as far as it exists: what a model does not have becomes its default. Null where there is no model at all. */
export function choosePrice(table: readonly PricedModel[], wanted: WantedPrice): PriceChoice | null {
  const model = table.find(({ id }) => id === wanted.model) ?? table[0]
  if (!model) return null
  const size = model.sizes.find((each) => each === wanted.size) ?? model.defaultSize
  const quality = model.qualities.find((each) => each === wanted.quality) ?? model.defaultQuality
  const credits = model.credits[model.sizes.indexOf(size)]?.[model.qualities.indexOf(quality)]
  if (credits === undefined) return null
  return { model, size, quality, credits, n: countFrom(wanted.n) }
}

function countFrom(text = '1'): number {
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 1
  return Math.min(countMax, Math.max(1, count))
}
