/** Shapes of the catalogue. The facts themselves are in the files of `models/`. */

export type Operation = 'generate' | 'edit'
export type Quality = 'standard' | 'hd' | 'low' | 'medium' | 'high' | 'xhigh' | 'max'
export type OutputFormat = 'png' | 'jpeg' | 'webp'
export type Background = 'auto' | 'opaque' | 'transparent'
export type Style = 'vivid' | 'natural'
export type Moderation = 'auto' | 'low'
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
  | { state: 'deprecated' | 'shut_down'; shutdownDate: string; replacements: readonly string[] }

export interface InputRules {
  imagesMax: number
  imageMaxBytes: number
  formats: readonly string[]
  /** DALL·E 2 takes a square picture only. */
  square: boolean
  multipartField: 'image' | 'image[]'
}

/** USD per 1M tokens, as published. */
export interface TokenRates {
  textInput: number
  textInputCached: number
  imageInput: number
  imageInputCached: number
  imageOutput: number
  textOutput: number | null
}

export type PriceTable = Partial<Record<Quality, Readonly<Record<string, number>>>>

export interface Pricing {
  /** USD of one picture, published, output only. Null where there is no table. */
  perImageUsd: PriceTable | null
  tokens: TokenRates | null
  /** Output tokens of one picture, published. */
  outputTokens: PriceTable | null
  /** Base of OpenAI's calculator by quality (families 2 and 2.5; 2.6 is priced by rule). */
  calculatorBase: Partial<Record<Quality, number>> | null
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
  qualities: readonly Quality[]
  defaultQuality: Quality
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
  inputFidelity: readonly ('low' | 'high')[]
  moderation: readonly Moderation[]
  /** Most partial previews that can be asked for; null where the model does not stream. */
  partialImagesMax: number | null
  /** `complexity` values; empty where the model has none. */
  complexities: readonly ('low' | 'medium' | 'high')[]
  pricing: Pricing
}
