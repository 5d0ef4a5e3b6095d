import type { Model } from '../model.ts'
import { anySize, gptImageCommon, secondGenerationPricing } from './gpt-image-common.ts'

const common = {
  ...gptImageCommon,
  family: 'gpt-image-2.5',
  released: '2026-09-08',
  lifecycle: { state: 'active' },
  operations: { generate: true, edit: true, editMultiple: true, mask: true, markup: true },
  sizes: null,
  sizeRule: anySize,
  qualities: ['low', 'medium', 'high', 'xhigh', 'max'],
  // Labels moved: `high` here costs what `medium` costs on gpt-image-2, and `max` what `high` does.
  defaultQuality: 'high',
  inputFidelity: [],
  complexities: [],
  defaultComplexity: null,
  pricing: {
    ...secondGenerationPricing,
    perImageUsd: null,
    calculatorBase: { low: 16, medium: 24, high: 48, xhigh: 64, max: 96 },
  },
} satisfies Partial<Model>

export const gptImage25Flare: Model = {
  ...common,
  id: 'gpt-image-2.5-flare',
  snapshots: ['gpt-image-2.5-flare-2026-09-08'],
}

export const gptImage25Sunburst: Model = {
  ...common,
  id: 'gpt-image-2.5-sunburst',
  snapshots: ['gpt-image-2.5-sunburst-2026-09-08'],
}
