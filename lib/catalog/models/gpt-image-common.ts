import type { Model, SizeRule } from '../model.ts'

/** What every GPT Image model of every family shares. */
export const gptImageCommon = {
  styles: [],
  defaultSize: '1024x1024',
  backgrounds: ['auto', 'opaque', 'transparent'],
  // 2.6 also makes gif and svg, which have no published price: they are not offered.
  outputFormats: ['png', 'jpeg', 'webp'],
  outputCompression: true,
  responseFormats: ['b64_json'],
  urlLifetimeMinutes: null,
  nMax: 10,
  promptMaxCharacters: 32_000,
  inputs: {
    imagesMax: 16,
    imageMaxBytes: 50 * 1024 * 1024,
    formats: ['png', 'webp', 'jpg'],
    square: false,
    multipartField: 'image[]',
  },
  // The API reference says 4 MB, the guide 50 MB; the smaller one is safe with both.
  maskMaxBytes: 4 * 1024 * 1024,
  moderation: ['auto', 'low'],
  partialImagesMax: 3,
} satisfies Partial<Model>

/** The size rule of families 2 and 2.5. For 2.6 it is practice, not print: 3840x2160 was measured. */
export const anySize: SizeRule = {
  multipleOf: 16,
  maxEdge: 3840,
  maxAspectRatio: 3,
  minPixels: 655_360,
  maxPixels: 8_294_400,
  experimentalAbovePixels: 3_686_400,
  popular: [
    '1024x1024',
    '1024x1536',
    '1536x1024',
    '1536x864',
    '2048x2048',
    '2048x1152',
    '2560x1440',
    '3840x2160',
    '2160x3840',
  ],
}

/** Pricing that families 2, 2.5 and 2.6 share. */
export const secondGenerationPricing = {
  tokens: {
    textInput: '5',
    textInputCached: '1.25',
    imageInput: '8',
    imageInputCached: '2',
    imageOutput: '30',
    textOutput: null,
  },
  outputTokens: null,
  // Not published. Patches of 32 px with a budget of 1536 matched every edit that was measured.
  inputTokens: { kind: 'fixed', tokens: 1536 },
  partialImageTokens: 100,
} satisfies Partial<Model['pricing']>
