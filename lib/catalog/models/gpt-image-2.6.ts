import type { Model } from '../model.ts'
import { anySize, gptImageCommon, secondGenerationPricing } from './gpt-image-common.ts'

const common = {
  ...gptImageCommon,
  family: 'gpt-image-2.6',
  // No dated snapshot: the alias is its own, so results can move.
  snapshots: [],
  released: '2026-11-04',
  lifecycle: { state: 'active' },
  operations: { generate: true, edit: true, editMultiple: true, mask: true, markup: true },
  sizes: null,
  sizeRule: anySize,
  qualities: ['low', 'medium', 'high', 'xhigh', 'max'],
  defaultQuality: 'high',
  inputFidelity: [],
  complexities: ['low', 'medium', 'high'],
  defaultComplexity: 'high',
  pricing: {
    ...secondGenerationPricing,
    perImageUsd: null,
    // Nothing is published. Measured: low and medium use 3 to 4 times the tokens of 2.5, the rest about the same;
    // so low and medium are priced as 2.5 high, and the others as the same label of 2.5.
    calculatorBase: { low: 48, medium: 48, high: 48, xhigh: 64, max: 96 },
  },
} satisfies Partial<Model>

export const gptImage26Flare: Model = { ...common, id: 'gpt-image-2.6-flare' }
export const gptImage26Sunburst: Model = { ...common, id: 'gpt-image-2.6-sunburst' }
