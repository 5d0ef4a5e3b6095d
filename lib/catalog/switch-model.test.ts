import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyModel, anyRequest } from './fixtures/arbitraries.ts'
import { modelOf } from './fixtures/openai-image-models.ts'
import type { Quality, Size } from './model.ts'
import { defaultParams, type ImageParams } from './params.ts'
import { outputNanoUsd } from './quote.ts'
import { parsePictureRequest } from './request.ts'
import { switchModel } from './switch-model.ts'

function switched(from: string, to: string, given: Partial<ImageParams> = {}) {
  const params = { ...defaultParams(modelOf(from)), ...given }
  return switchModel(modelOf(from), params, modelOf(to))
}

it('from DALL·E 3 drops the style and maps size and quality', () => {
  const given = { size: '1792x1024', quality: 'hd', style: 'natural' } as const
  const { params, changed } = switched('dall-e-3', 'gpt-image-2.6-flare', given)
  expect(params).toEqual({
    ...defaultParams(modelOf('gpt-image-2.6-flare')),
    size: '1792x1024',
    quality: 'high',
  })
  expect(changed).toEqual(['quality', 'style'])
})

it.each<[string, Quality, string, Quality]>([
  ['dall-e-3', 'standard', 'gpt-image-2.6-flare', 'medium'],
  ['dall-e-3', 'standard', 'gpt-image-2.5-flare', 'medium'],
  ['dall-e-3', 'hd', 'gpt-image-2', 'high'],
  ['dall-e-3', 'hd', 'dall-e-2', 'standard'],
  ['dall-e-2', 'standard', 'gpt-image-2.5-sunburst', 'medium'],
  ['gpt-image-2.5-flare', 'max', 'dall-e-3', 'hd'],
  ['gpt-image-2', 'low', 'gpt-image-2.5-flare', 'low'],
  ['gpt-image-2', 'medium', 'gpt-image-2.5-flare', 'high'],
  ['gpt-image-2', 'high', 'gpt-image-2.5-flare', 'max'],
  ['gpt-image-2', 'high', 'gpt-image-2.6-flare', 'max'],
  ['gpt-image-2.5-flare', 'medium', 'gpt-image-2', 'low'],
  ['gpt-image-2.5-flare', 'high', 'gpt-image-2', 'medium'],
  ['gpt-image-2.5-flare', 'low', 'gpt-image-2.6-flare', 'low'],
  ['gpt-image-2.6-flare', 'low', 'gpt-image-2.5-flare', 'low'],
  ['gpt-image-2.6-flare', 'max', 'gpt-image-2.5-flare', 'max'],
  ['gpt-image-1', 'medium', 'gpt-image-2.5-flare', 'high'],
  ['gpt-image-1', 'medium', 'gpt-image-2.6-flare', 'medium'],
  ['gpt-image-1.5', 'high', 'gpt-image-1', 'high'],
  ['gpt-image-1-mini', 'high', 'gpt-image-2.6-flare', 'high'],
])('%s %s becomes %s %s', (from, quality, to, expected) => {
  expect(switched(from, to, { quality }).params.quality).toBe(expected)
})

it('between 2 and 2.5 the price stays', () => {
  const two = modelOf('gpt-image-2')
  const sizes: Size[] = ['1536x864', '2048x2048', '3840x2160']
  for (const size of sizes) {
    for (const quality of two.qualities) {
      const params = { ...defaultParams(two), size, quality }
      const to = modelOf('gpt-image-2.5-sunburst')
      expect(outputNanoUsd(to, switchModel(two, params, to).params)).toBe(outputNanoUsd(two, params))
    }
  }
})

it.each<[string, Size, string, Size]>([
  ['gpt-image-2', '3840x2160', 'dall-e-3', '1792x1024'],
  ['gpt-image-2', '2160x3840', 'gpt-image-1', '1024x1536'],
  ['gpt-image-2', '2048x2048', 'dall-e-2', '1024x1024'],
  ['dall-e-2', '256x256', 'gpt-image-2', '816x816'],
  ['dall-e-2', '512x512', 'dall-e-3', '1024x1024'],
  ['gpt-image-1', '1536x1024', 'gpt-image-2', '1536x1024'],
])('%s %s becomes %s %s', (from, size, to, expected) => {
  const { params, changed } = switched(from, to, { size })
  expect(params.size).toBe(expected)
  expect(changed.includes('size')).toBe(size !== expected)
})

it('keeps what both have, and tells what is lost', () => {
  const given = {
    background: 'transparent',
    outputFormat: 'webp',
    outputCompression: 80,
    moderation: 'low',
    partialImages: 3,
  } as const
  const kept = switched('gpt-image-1.5', 'gpt-image-2.6-flare', given)
  expect(kept.params).toMatchObject(given)
  expect(kept.changed).toEqual([])
  const lost = switched('gpt-image-1.5', 'dall-e-3', given)
  expect(lost.params).toEqual({ size: '1024x1024', quality: 'standard', style: 'vivid', partialImages: 0 })
  expect(lost.changed.sort()).toEqual([
    'background',
    'moderation',
    'outputCompression',
    'outputFormat',
    'partialImages',
    'quality',
  ])
})

describe('for every request', () => {
  it('the result is one that the other model takes', () => {
    fc.assert(
      fc.property(anyRequest, anyModel, ({ model, params }, to) => {
        const result = switchModel(model, params, to)
        const request = { model: to.id, prompt: 'a boat', n: 1, params: result.params }
        const none = { inputs: [], mask: null, keepUnpainted: false }
        expect(parsePictureRequest(request)).toEqual({
          ok: true,
          model: to,
          request: { ...request, ...none },
        })
      }),
      { numRuns: 1000 },
    )
  })

  it('switching to the same model changes nothing', () => {
    fc.assert(
      fc.property(anyRequest, ({ model, params }) => {
        expect(switchModel(model, params, model)).toEqual({ params, changed: [] })
      }),
    )
  })

  it('what is not named as changed is as it was', () => {
    fc.assert(
      fc.property(anyRequest, anyModel, ({ model, params }, to) => {
        const result = switchModel(model, params, to)
        expect(result.params).toMatchObject(
          Object.fromEntries(
            Object.entries(params).filter(([key]) => !result.changed.some((c) => c === key)),
          ),
        )
      }),
    )
  })
})
