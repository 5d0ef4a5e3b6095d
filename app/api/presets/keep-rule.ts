import type { RateRule } from '#lib/http/rate-limit.ts'

/** How often a user may change presets and snippets. */
export const keepRule: RateRule = { name: 'keep', points: 240, seconds: 60 }
