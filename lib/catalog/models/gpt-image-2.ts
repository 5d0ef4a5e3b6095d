import type { Model } from '../model.ts'
import { anySize, gptImageCommon, secondGenerationPricing } from './gpt-image-common.ts'

export const gptImage2: Model = {
  ...gptImageCommon,
  id: 'gpt-image-2',
  family: 'gpt-image-2',
  snapshots: ['gpt-image-2-2026-04-21'],
  released: '2026-04-21',
  lifecycle: { state: 'active' },
  operations: { generate: true, edit: true, editMultiple: true, mask: true, markup: false },
  sizes: null,
  sizeRule: anySize,
  qualities: ['low', 'medium', 'high'],
  defaultQuality: 'medium',
  // Every input is processed at high fidelity; sending the parameter is an error.
  inputFidelity: [],
  complexities: [],
  defaultComplexity: null,
  pricing: {
    ...secondGenerationPricing,
    // The guide's own table: the calculator's figures, rounded to a tenth of a cent. The greater of both is quoted.
    perImageUsd: {
      low: { '1024x1024': '0.006', '1024x1536': '0.005', '1536x1024': '0.005' },
      medium: { '1024x1024': '0.053', '1024x1536': '0.041', '1536x1024': '0.041' },
      high: { '1024x1024': '0.211', '1024x1536': '0.165', '1536x1024': '0.165' },
    },
    calculatorBase: { low: 16, medium: 48, high: 96 },
  },
}
