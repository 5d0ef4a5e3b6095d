import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkCount,
  checkPrompt,
  checkQuality,
  checkSize,
  nearestQuality,
  nearestSize,
  parseSize,
  promptLength,
  sizeChoices,
} from './choices.ts'
import { anyModel } from './fixtures/arbitraries.ts'
import { modelOf } from './fixtures/openai-image-models.ts'
import { models } from './models.ts'

const ruled = modelOf('gpt-image-2')
const dallE2 = modelOf('dall-e-2')
const dallE3 = modelOf('dall-e-3')

describe('size by rule', () => {
  it.each([
    '1024x1024',
    '1920x1088',
    '3840x2160',
    '3840x1280',
    '1280x3840',
    // 655,360 pixels exactly, and 8,294,400.
    '1024x640',
    '2880x2880',
  ])('takes %s', (size) => expect(checkSize(ruled, size)).toBeNull())

  it.each([
    ['512x512', 'too_few_pixels', { pixels: 262_144, min: 655_360 }, '816x816'],
    ['1008x640', 'too_few_pixels', { pixels: 645_120, min: 655_360 }, '1024x640'],
    ['1920x1080', 'not_multiple', { multipleOf: 16 }, '1920x1088'],
    ['3840x2400', 'too_many_pixels', { pixels: 9_216_000, max: 8_294_400 }, '3648x2272'],
    ['3856x1600', 'edge_too_long', { max: 3840 }, '3840x1600'],
    ['3072x1008', 'ratio_too_wide', { max: 3 }, '3040x1024'],
    ['1024x3088', 'ratio_too_wide', { max: 3 }, '1024x3072'],
  ])('refuses %s: %s', (size, code, params, nearest) => {
    expect(checkSize(ruled, size)).toEqual({
      field: 'params.size',
      code,
      params: { size, ...params },
      nearest,
    })
  })
})

describe('size by list', () => {
  it('takes what is listed and names what is nearest in shape, then area', () => {
    expect(checkSize(dallE3, '1792x1024')).toBeNull()
    expect(checkSize(dallE3, '1920x1080')).toEqual({
      field: 'params.size',
      code: 'size_not_listed',
      params: { size: '1920x1080', allowed: '1024x1024, 1792x1024, 1024x1792' },
      nearest: '1792x1024',
    })
    expect(checkSize(dallE2, '2048x2048')?.nearest).toBe('1024x1024')
    expect(checkSize(dallE2, '300x300')?.nearest).toBe('256x256')
    expect(checkSize(dallE2, '400x400')?.nearest).toBe('512x512')
  })
})

it.each([dallE2, dallE3, ruled])('never takes auto for $id', (model) => {
  const problem = { code: 'auto_not_priced', nearest: model.defaultSize }
  expect(checkSize(model, 'auto')).toMatchObject(problem)
  expect(checkQuality(model, 'auto')).toMatchObject({ ...problem, nearest: model.defaultQuality })
})

it.each([
  '',
  '1024',
  '1024X1024',
  '1024×1024',
  ' 1024x1024',
  '1024x1024 ',
  '01024x1024',
  '0x0',
  '-16x16',
  '1e3x1e3',
  '1024.0x1024',
  '100000x100000',
  '1024x1024\n',
])('%j is malformed', (size) => {
  expect(parseSize(size)).toBeNull()
  for (const model of models) expect(checkSize(model, size)?.code).toBe('malformed')
})

describe('the nearest size', () => {
  const length = fc.oneof(fc.integer({ min: -10, max: 20_000 }), fc.double())

  it('is always allowed, whatever is asked for', () => {
    fc.assert(
      fc.property(anyModel, length, length, (model, width, height) => {
        expect(checkSize(model, nearestSize(model, width, height))).toBeNull()
      }),
      { numRuns: 2000 },
    )
  })

  it('of an allowed size is that size', () => {
    const edge = fc.integer({ min: 1, max: 240 }).map((steps) => steps * 16)
    fc.assert(
      fc.property(anyModel, edge, edge, (model, width, height) => {
        const size = `${width}x${height}` as const
        fc.pre(checkSize(model, size) === null)
        expect(nearestSize(model, width, height)).toBe(size)
      }),
      { numRuns: 1000 },
    )
    for (const model of models) {
      for (const { size, width, height } of sizeChoices(model)) {
        expect(checkSize(model, size)).toBeNull()
        expect(nearestSize(model, width, height)).toBe(size)
      }
    }
  })

  it('keeps the shape within a step of 16 pixels when only the area is out of bounds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 20_000 }),
        fc.double({ min: 1, max: 2.9, noNaN: true }),
        (short, ratio) => {
          const nearest = parseSize(nearestSize(ruled, short * ratio, short))
          const got = (nearest?.width ?? 0) / (nearest?.height ?? 1)
          // Both edges may move by up to two steps on a short edge of 464 or more.
          expect(Math.abs(Math.log(got / ratio))).toBeLessThan(0.07)
        },
      ),
    )
  })
})

it('marks sizes that the provider calls experimental', () => {
  const experimental = sizeChoices(ruled).filter((choice) => choice.experimental)
  expect(experimental.map(({ size }) => size)).toEqual(['2048x2048', '3840x2160', '2160x3840'])
  expect(sizeChoices(dallE3).some((choice) => choice.experimental)).toBe(false)
})

describe('the prompt', () => {
  it('counts code points', () => {
    expect([promptLength(''), promptLength('abc'), promptLength('画坊'), promptLength('🎨🖌')]).toEqual([
      0, 3, 2, 2,
    ])
  })

  it.each(models)('of $id may be as long as published and no longer', (model) => {
    const max = model.promptMaxCharacters
    expect(checkPrompt(model, '🎨'.repeat(max))).toBeNull()
    expect(checkPrompt(model, '画'.repeat(max + 1))).toEqual({
      field: 'prompt',
      code: 'prompt_too_long',
      params: { length: max + 1, max },
      nearest: max,
    })
  })

  it.each([
    ['', 'prompt_empty'],
    [' \n\t\u3000', 'prompt_empty'],
    ['a\0b', 'prompt_malformed'],
    ['a\ud83c', 'prompt_malformed'],
  ])('%j is refused: %s', (prompt, code) => {
    expect(checkPrompt(ruled, prompt)).toEqual({ field: 'prompt', code })
  })
})

it('takes 1 to 10 images', () => {
  for (let n = 1; n <= 10; n++) expect(checkCount(n)).toBeNull()
  expect(checkCount(0)).toMatchObject({ code: 'n_too_small', nearest: 1 })
  expect(checkCount(-3)).toMatchObject({ code: 'n_too_small', nearest: 1 })
  expect(checkCount(11)).toMatchObject({ code: 'n_too_large', params: { max: 10 }, nearest: 10 })
  expect(checkCount(1.5)).toMatchObject({ code: 'wrong_type' })
})

it.each([
  ['gpt-image-2', 'standard', 'medium'],
  ['gpt-image-2', 'hd', 'high'],
  ['gpt-image-2', 'xhigh', 'high'],
  ['gpt-image-2', 'max', 'high'],
  ['gpt-image-2.6-flare', 'hd', 'high'],
  ['gpt-image-2.6-flare', 'max', 'max'],
  ['dall-e-3', 'low', 'standard'],
  ['dall-e-3', 'medium', 'standard'],
  ['dall-e-3', 'high', 'hd'],
  ['dall-e-3', 'max', 'hd'],
  ['dall-e-2', 'hd', 'standard'],
] as const)('the quality of %s nearest to %s is %s', (id, label, nearest) => {
  expect(nearestQuality(modelOf(id), label)).toBe(nearest)
})
