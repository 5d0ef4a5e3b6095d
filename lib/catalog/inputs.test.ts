import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyModel } from './fixtures/arbitraries.ts'
import { modelOf } from './fixtures/openai-image-models.ts'
import { checkInputCount, checkInputs, type InputFacts, nearestModelFor, SQUARE_EDGE_MAX } from './inputs.ts'
import { models } from './models.ts'

const photo: InputFacts = {
  width: 1600,
  height: 1200,
  mediaType: 'image/jpeg',
  sizeBytes: 900_000,
  hasAlpha: false,
}
const maskOf = ({ width, height }: InputFacts): InputFacts => ({
  width,
  height,
  mediaType: 'image/png',
  sizeBytes: 20_000,
  hasAlpha: true,
})
const square: InputFacts = { ...photo, width: 1024, height: 1024, mediaType: 'image/png' }

function codes(modelId: string, inputs: InputFacts[], mask: InputFacts | null = null): string[] {
  return checkInputs(modelOf(modelId), { inputs, mask }).map(({ field, code }) => `${field} ${code}`)
}

describe('checkInputs', () => {
  it.each<[string, string, InputFacts[], InputFacts | null, string[]]>([
    ['words alone', 'dall-e-3', [], null, []],
    ['one photo', 'gpt-image-2', [photo], null, []],
    ['sixteen', 'gpt-image-1.5', Array.from({ length: 16 }, () => photo), null, []],
    ['a mask as large as the first', 'gpt-image-1', [photo, square], maskOf(photo), []],
    ['a square and a mask', 'dall-e-2', [square], maskOf(square), []],
    ['a square that is transparent itself', 'dall-e-2', [{ ...square, hasAlpha: true }], null, []],
    ['a photo', 'dall-e-3', [photo], null, ['inputs inputs_not_offered']],
    ['a mask', 'dall-e-3', [photo], maskOf(photo), ['inputs inputs_not_offered']],
    ['seventeen', 'gpt-image-2', Array.from({ length: 17 }, () => photo), null, ['inputs inputs_too_many']],
    ['two', 'dall-e-2', [square, square], maskOf(square), ['inputs inputs_too_many']],
    ['a mask without a picture', 'gpt-image-2', [], maskOf(photo), ['mask mask_needs_picture']],
    [
      'a mask as large as the second',
      'gpt-image-2',
      [photo, square],
      maskOf(square),
      ['mask mask_size_differs'],
    ],
    ['a photo', 'dall-e-2', [photo], maskOf(photo), ['inputs.0 input_not_square']],
    ['no mask', 'dall-e-2', [square], null, ['mask mask_needed']],
    [
      'a square of 1025',
      'dall-e-2',
      [{ ...square, width: 1025, height: 1025 }],
      null,
      ['inputs.0 input_not_square', 'mask mask_needed'],
    ],
    [
      'a mask of 4 MB',
      'gpt-image-2',
      [photo],
      { ...maskOf(photo), sizeBytes: 4 * 1024 * 1024 },
      ['mask mask_too_large'],
    ],
    [
      'the second of 50 MB',
      'gpt-image-2',
      [photo, { ...photo, sizeBytes: 50 * 1024 * 1024 }],
      null,
      ['inputs.1 input_too_large'],
    ],
  ])('says of %s on %s', (_what, model, inputs, mask, problems) => {
    expect(codes(model, inputs, mask)).toEqual(problems)
  })

  it('names the picture by its number, and the model that takes what this one does not', () => {
    expect(checkInputs(modelOf('dall-e-3'), { inputs: [photo], mask: null })).toEqual([
      {
        field: 'inputs',
        code: 'inputs_not_offered',
        params: { model: 'dall-e-3' },
        nearest: 'gpt-image-2.6-flare',
      },
    ])
    expect(checkInputs(modelOf('dall-e-2'), { inputs: [photo], mask: maskOf(photo) })).toEqual([
      {
        field: 'inputs.0',
        code: 'input_not_square',
        params: { model: 'dall-e-2', number: 1, max: SQUARE_EDGE_MAX },
      },
    ])
  })
})

describe('for whatever pictures', () => {
  const edge = fc.integer({ min: 1, max: 3000 })
  const facts: fc.Arbitrary<InputFacts> = fc.record({
    width: edge,
    height: fc.oneof(edge, fc.constant(1024)),
    mediaType: fc.constantFrom('image/png', 'image/jpeg'),
    sizeBytes: fc.integer({ min: 1, max: 60_000_000 }),
    hasAlpha: fc.boolean(),
  })
  const inputs = fc.array(facts, { maxLength: 18 })
  const mask = fc.option(facts)

  it('the answer is the same each time, names only fields that are there, and counts the problems that need no pictures', () => {
    fc.assert(
      fc.property(anyModel, inputs, mask, (model, pictures, area) => {
        const given = { inputs: pictures, mask: area }
        const problems = checkInputs(model, given)
        expect(checkInputs(model, given)).toEqual(problems)
        for (const { field } of problems) {
          expect(field).toMatch(/^(inputs|mask|inputs\.\d+)$/)
          const index = /^inputs\.(\d+)$/.exec(field)?.[1]
          if (index) expect(Number(index)).toBeLessThan(pictures.length)
        }
        const counted = checkInputCount(model, { inputs: pictures.length, mask: area !== null })
        expect(problems.slice(0, counted.length)).toEqual(counted)
      }),
    )
  })

  it('what is taken is taken with one picture less, as long as the first and its mask stay', () => {
    fc.assert(
      fc.property(anyModel, inputs, mask, (model, pictures, area) => {
        if (pictures.length < 2 || checkInputs(model, { inputs: pictures, mask: area }).length > 0) return
        expect(checkInputs(model, { inputs: pictures.slice(0, -1), mask: area })).toEqual([])
      }),
    )
  })

  it('the nearest model is another one, not gone, and takes so many', () => {
    fc.assert(
      fc.property(anyModel, fc.integer({ min: 1, max: 18 }), fc.boolean(), (model, count, masked) => {
        const nearest = nearestModelFor(model, { inputs: count, mask: masked })
        expect(nearest === null).toBe(count > 16)
        if (!nearest) return
        expect(nearest.id).not.toBe(model.id)
        expect(nearest.lifecycle.state).not.toBe('shut_down')
        expect(checkInputCount(nearest, { inputs: count, mask: masked })).toEqual([])
        const relatives = models.filter(
          ({ id, family, lifecycle }) =>
            family === model.family && id !== model.id && lifecycle.state !== 'shut_down',
        )
        if (relatives.length > 0) expect(nearest.family).toBe(model.family)
      }),
    )
  })
})
