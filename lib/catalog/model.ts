/** Shapes of the catalogue. The facts themselves are in the files of `models/`. */

export type Operation = 'generate' | 'edit'
export type Quality = 'standard' | 'hd' | 'low' | 'medium' | 'high' | 'xhigh' | 'max'
export type OutputFormat = 'png' | 'jpeg' | 'webp'
export type Background = 'auto' | 'opaque' | 'transparent'
export type Style = 'vivid' | 'natural'
export type Moderation = 'auto' | 'low'
export type Complexity = 'low' | 'medium' | 'high'
export type InputFidelity = 'low' | 'high'
export type Family = 'dall-e' | 'gpt-image-1' | 'gpt-image-2' | 'gpt-image-2.5' | 'gpt-image-2.6'

/** `WIDTHxHEIGHT`, in pixels. */
export type Size = `${number}x${number}`

/** Any size within these bounds, for models that are not held to a list. Lengths in pixels. */
export interface SizeRule {
  multipleOf: number
  maxEdge: number
  /** Long edge over short edge. */
  maxAspectRatio: number
  minPixels: number
  maxPixels: number
  /** Above this the provider calls the result experimental. */
  experimentalAbovePixels: number
  popular: readonly Size[]
}

export type Lifecycle =
  | { state: 'active' }
  | {
      state: 'deprecated' | 'shut_down'
      /** YYYY-MM-DD. The model is gone from the first moment of this day, UTC. */
      shutdownDate: string
      /** When the provider announced it; null where no date is known. */
      announcedOn: string | null
      replacements: readonly string[]
    }

export interface InputRules {
  imagesMax: number
  imageMaxBytes: number
  formats: readonly string[]
  /** DALL·E 2 takes a square picture only. */
  square: boolean
  multipartField: 'image' | 'image[]'
}

/** A decimal amount of US dollars, written as published. A string, so that no figure ever passes through a float. */
export type Usd = `${number}`

/** USD per 1M tokens. */
export interface TokenRates {
  textInput: Usd
  textInputCached: Usd
  imageInput: Usd
  imageInputCached: Usd
  imageOutput: Usd
  /** Null where text output is not billed. */
  textOutput: Usd | null
}

export type QualitySizeTable<T> = Partial<Record<Quality, Readonly<Partial<Record<Size, T>>>>>

/** What an input picture counts as: 512 px tiles of the picture scaled to a short side of 512, or a fixed number. */
export type InputTokenRule =
  | { kind: 'tiles'; base: number; perTile: number; highFidelityExtra: number }
  | { kind: 'fixed'; tokens: number }

export interface Pricing {
  /** One picture, output only, as the provider publishes it. Null where nothing is published. */
  perImageUsd: QualitySizeTable<Usd> | null
  /** Null for models that are priced by the picture alone. */
  tokens: TokenRates | null
  /** Output tokens of one picture, for models held to a list of sizes. */
  outputTokens: QualitySizeTable<number> | null
  /** Base of OpenAI's calculator by quality, for models with a size rule. For 2.6 it is our estimate. */
  calculatorBase: Partial<Record<Quality, number>> | null
  /** Null where inputs cost nothing. */
  inputTokens: InputTokenRule | null
  /** Output tokens of each partial preview; null where the model does not stream. */
  partialImageTokens: number | null
}

export interface Model {
  id: string
  family: Family
  snapshots: readonly string[]
  released: string | null
  lifecycle: Lifecycle
  operations: { generate: boolean; edit: boolean; editMultiple: boolean; mask: boolean; markup: boolean }
  /** Either a list of sizes or a rule. `auto` is never sent, because it cannot be priced. */
  sizes: readonly Size[] | null
  sizeRule: SizeRule | null
  defaultSize: Size
  /** Cheapest first. Never `auto`, which cannot be priced. */
  qualities: readonly Quality[]
  defaultQuality: Quality
  /** The first is the provider's default; so with backgrounds, output formats and moderation. */
  styles: readonly Style[]
  backgrounds: readonly Background[]
  /** Empty for DALL·E, which has no such parameter and answers with png. */
  outputFormats: readonly OutputFormat[]
  /** 0 to 100, jpeg and webp only. */
  outputCompression: boolean
  responseFormats: readonly ('url' | 'b64_json')[]
  urlLifetimeMinutes: number | null
  /** What the model's API takes in one call. A job may ask for more: each image is a call with n = 1. */
  nMax: number
  promptMaxCharacters: number
  inputs: InputRules | null
  maskMaxBytes: number | null
  inputFidelity: readonly InputFidelity[]
  moderation: readonly Moderation[]
  /** Most partial previews that can be asked for; null where the model does not stream. */
  partialImagesMax: number | null
  /** `complexity` values; empty where the model has none. */
  complexities: readonly Complexity[]
  defaultComplexity: Complexity | null
  pricing: Pricing
}
