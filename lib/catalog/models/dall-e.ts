import type { Model } from '../model.ts'

// The legacy contract, for providers that still list these two. `variations` is gone as a whole and is not offered.

const common = {
  family: 'dall-e',
  snapshots: [],
  released: null,
  sizeRule: null,
  defaultSize: '1024x1024',
  defaultQuality: 'standard',
  backgrounds: [],
  outputFormats: [],
  outputCompression: false,
  responseFormats: ['url', 'b64_json'],
  urlLifetimeMinutes: 60,
  inputFidelity: [],
  moderation: [],
  partialImagesMax: null,
  complexities: [],
  defaultComplexity: null,
} satisfies Partial<Model>

const perImageOnly = {
  tokens: null,
  outputTokens: null,
  calculatorBase: null,
  inputTokens: null,
  partialImageTokens: null,
} satisfies Partial<Model['pricing']>

export const dallE3: Model = {
  ...common,
  id: 'dall-e-3',
  lifecycle: {
    state: 'shut_down',
    shutdownDate: '2026-05-12',
    announcedOn: null,
    replacements: [
      'gpt-image-2.6-flare',
      'gpt-image-2.6-sunburst',
      'gpt-image-2.5-flare',
      'gpt-image-2.5-sunburst',
    ],
  },
  operations: { generate: true, edit: false, editMultiple: false, mask: false, markup: false },
  sizes: ['1024x1024', '1792x1024', '1024x1792'],
  qualities: ['standard', 'hd'],
  styles: ['vivid', 'natural'],
  nMax: 1,
  promptMaxCharacters: 4000,
  inputs: null,
  maskMaxBytes: null,
  pricing: {
    ...perImageOnly,
    perImageUsd: {
      standard: { '1024x1024': '0.04', '1792x1024': '0.08', '1024x1792': '0.08' },
      hd: { '1024x1024': '0.08', '1792x1024': '0.12', '1024x1792': '0.12' },
    },
  },
}

export const dallE2: Model = {
  ...common,
  id: 'dall-e-2',
  lifecycle: {
    state: 'shut_down',
    shutdownDate: '2026-05-12',
    announcedOn: null,
    replacements: ['gpt-image-2.5-sunburst'],
  },
  operations: { generate: true, edit: true, editMultiple: false, mask: true, markup: false },
  sizes: ['256x256', '512x512', '1024x1024'],
  qualities: ['standard'],
  styles: [],
  nMax: 10,
  promptMaxCharacters: 1000,
  inputs: {
    imagesMax: 1,
    imageMaxBytes: 4 * 1024 * 1024,
    formats: ['png'],
    square: true,
    multipartField: 'image',
  },
  maskMaxBytes: 4 * 1024 * 1024,
  pricing: {
    ...perImageOnly,
    perImageUsd: { standard: { '256x256': '0.016', '512x512': '0.018', '1024x1024': '0.02' } },
  },
}
