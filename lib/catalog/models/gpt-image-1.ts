import type { Model } from '../model.ts'
import { gptImageCommon } from './gpt-image-common.ts'

const common = {
  ...gptImageCommon,
  family: 'gpt-image-1',
  operations: { generate: true, edit: true, editMultiple: true, mask: true, markup: false },
  sizes: ['1024x1024', '1536x1024', '1024x1536'],
  sizeRule: null,
  qualities: ['low', 'medium', 'high'],
  defaultQuality: 'medium',
  complexities: [],
  defaultComplexity: null,
} satisfies Partial<Model>

const pricingCommon = {
  outputTokens: {
    low: { '1024x1024': 272, '1024x1536': 408, '1536x1024': 400 },
    medium: { '1024x1024': 1056, '1024x1536': 1584, '1536x1024': 1568 },
    high: { '1024x1024': 4160, '1024x1536': 6240, '1536x1024': 6208 },
  },
  calculatorBase: null,
  // High fidelity adds 4,160 tokens for a square and 6,240 for others, by most copies of the guide; we count the greater.
  inputTokens: { kind: 'tiles', base: 65, perTile: 129, highFidelityExtra: 6240 },
  partialImageTokens: 100,
} satisfies Partial<Model['pricing']>

const endsInDecember2026: Model['lifecycle'] = {
  state: 'deprecated',
  shutdownDate: '2026-12-01',
  announcedOn: '2026-06-02',
  replacements: ['gpt-image-2.6-sunburst', 'gpt-image-2.6-flare'],
}

const pricing15: Model['pricing'] = {
  ...pricingCommon,
  perImageUsd: {
    low: { '1024x1024': '0.009', '1024x1536': '0.013', '1536x1024': '0.013' },
    medium: { '1024x1024': '0.034', '1024x1536': '0.05', '1536x1024': '0.05' },
    high: { '1024x1024': '0.133', '1024x1536': '0.2', '1536x1024': '0.2' },
  },
  tokens: {
    textInput: '5',
    textInputCached: '1.25',
    imageInput: '8',
    imageInputCached: '2',
    imageOutput: '32',
    textOutput: '10',
  },
}

export const gptImage15: Model = {
  ...common,
  id: 'gpt-image-1.5',
  snapshots: ['gpt-image-1.5-2025-12-16'],
  released: '2025-12-16',
  lifecycle: endsInDecember2026,
  inputFidelity: ['low', 'high'],
  pricing: pricing15,
}

export const chatgptImageLatest: Model = {
  ...common,
  id: 'chatgpt-image-latest',
  snapshots: [],
  released: null,
  lifecycle: endsInDecember2026,
  // Whether it takes input_fidelity was never said: it is left out.
  inputFidelity: [],
  // A moving alias: prices are published for it, token counts are not.
  pricing: { ...pricing15, outputTokens: null },
}

export const gptImage1: Model = {
  ...common,
  id: 'gpt-image-1',
  snapshots: [],
  released: '2025-04',
  lifecycle: {
    state: 'shut_down',
    shutdownDate: '2026-10-23',
    announcedOn: null,
    replacements: ['gpt-image-2.5-sunburst', 'gpt-image-2.5-flare'],
  },
  inputFidelity: ['low', 'high'],
  pricing: {
    ...pricingCommon,
    perImageUsd: {
      low: { '1024x1024': '0.011', '1024x1536': '0.016', '1536x1024': '0.016' },
      medium: { '1024x1024': '0.042', '1024x1536': '0.063', '1536x1024': '0.063' },
      high: { '1024x1024': '0.167', '1024x1536': '0.25', '1536x1024': '0.25' },
    },
    tokens: {
      textInput: '5',
      textInputCached: '1.25',
      imageInput: '10',
      imageInputCached: '2.5',
      imageOutput: '40',
      textOutput: null,
    },
  },
}

export const gptImage1Mini: Model = {
  ...common,
  id: 'gpt-image-1-mini',
  snapshots: [],
  released: null,
  lifecycle: endsInDecember2026,
  inputFidelity: ['low'],
  pricing: {
    ...pricingCommon,
    // About 0.0026 above tokens times rate; OpenAI does not say why.
    perImageUsd: {
      low: { '1024x1024': '0.005', '1024x1536': '0.006', '1536x1024': '0.006' },
      medium: { '1024x1024': '0.011', '1024x1536': '0.015', '1536x1024': '0.015' },
      high: { '1024x1024': '0.036', '1024x1536': '0.052', '1536x1024': '0.052' },
    },
    tokens: {
      textInput: '2',
      textInputCached: '0.2',
      imageInput: '2.5',
      imageInputCached: '0.25',
      imageOutput: '8',
      textOutput: null,
    },
  },
}
