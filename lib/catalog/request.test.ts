import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRequest } from './fixtures/arbitraries.ts'
import { modelOf } from './fixtures/openai-image-models.ts'
import { models } from './models.ts'
import { defaultParams, parsePictureRequest } from './request.ts'

const flare = 'gpt-image-2.6-flare'
const noInputs = { inputs: [], mask: null, keepUnpainted: false }

/** The problems of a request, `[]` when it is fine. */
function problemsOf(input: unknown) {
  const parsed = parsePictureRequest(input)
  return parsed.ok ? [] : parsed.problems
}

function problemsOfParams(model: string, params: object) {
  return problemsOf({ model, prompt: 'a boat', params })
}

describe('a request', () => {
  it.each(models)('of $id is completed with the defaults', (model) => {
    expect(parsePictureRequest({ model: model.id, prompt: ' a boat ' })).toEqual({
      ok: true,
      model,
      request: { model: model.id, prompt: ' a boat ', n: 1, params: defaultParams(model), ...noInputs },
    })
  })

  it('with any parameters of its model comes back as it was, and again from its own result', () => {
    fc.assert(
      fc.property(anyRequest, fc.integer({ min: 1, max: 10 }), ({ model, params }, n) => {
        const input = { model: model.id, prompt: 'a boat', n, params, ...noInputs }
        const parsed = parsePictureRequest(JSON.parse(JSON.stringify(input)))
        expect(parsed).toEqual({ ok: true, model, request: input })
      }),
    )
  })

  it('by snapshot is one of the model', () => {
    const parsed = parsePictureRequest({ model: 'gpt-image-2-2026-04-21', prompt: 'a boat' })
    expect(parsed).toMatchObject({ ok: true, request: { model: 'gpt-image-2' } })
  })

  it('never throws, and names a field and a code for whatever is sent', () => {
    const value = fc.jsonValue({ maxDepth: 2 })
    const model = fc.oneof(fc.constantFrom(...models.map(({ id }) => id)), value)
    const names = fc.constantFrom(
      'size',
      'quality',
      'style',
      'background',
      'outputFormat',
      'partialImages',
      'x',
    )
    const params = fc.oneof(value, fc.dictionary(names, value))
    const body = fc.record({ model, prompt: value, n: value, params }, { requiredKeys: [] })
    fc.assert(
      fc.property(fc.oneof(body, value), (input) => {
        for (const problem of problemsOf(input)) {
          expect(problem.code).toMatch(/^[a-z_]+$/)
          expect(typeof problem.field).toBe('string')
        }
      }),
      { numRuns: 500 },
    )
  })

  it('tells every problem at once', () => {
    const problems = problemsOf({
      model: 'dall-e-3',
      prompt: '',
      n: 11,
      steps: 30,
      params: { size: '512x512', quality: 'high', style: 'noir', seed: 1 },
    })
    expect(problems.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
      'n n_too_large',
      'params.quality quality_not_offered',
      'params.seed unknown_field',
      'params.size size_not_listed',
      'params.style style_not_offered',
      'prompt prompt_empty',
      'steps unknown_field',
    ])
  })
})

describe('is refused', () => {
  it.each([null, undefined, 7, 'text', [], true])('when it is %j', (input) => {
    expect(problemsOf(input)).toMatchObject([{ code: 'wrong_type' }])
  })

  it('without a model or prompt', () => {
    expect(problemsOf({ prompt: 'a boat' })).toEqual([
      { field: 'model', code: 'wrong_type', params: { expected: 'string' } },
    ])
    expect(problemsOf({ model: flare })).toEqual([
      { field: 'prompt', code: 'wrong_type', params: { expected: 'string' } },
    ])
  })

  it('for a model nobody knows, with the nearest that is known', () => {
    expect(problemsOf({ model: 'gpt-image-3', prompt: 'a boat' })).toEqual([
      { field: 'model', code: 'unknown_model', params: { model: 'gpt-image-3' }, nearest: flare },
    ])
    expect(problemsOf({ model: '__proto__', prompt: 'a boat' })).toMatchObject([{ code: 'unknown_model' }])
  })

  it.each([
    [{ n: '2' }, 'n', 'wrong_type'],
    [{ n: 1.5 }, 'n', 'wrong_type'],
    [{ n: 0 }, 'n', 'n_too_small'],
    [{ n: Number.POSITIVE_INFINITY }, 'n', 'wrong_type'],
    [{ prompt: 5 }, 'prompt', 'wrong_type'],
    [{ params: null }, 'params', 'wrong_type'],
    [{ params: [] }, 'params', 'wrong_type'],
    [{ params: { size: 1024 } }, 'params.size', 'wrong_type'],
    [{ params: { quality: null } }, 'params.quality', 'wrong_type'],
    [{ params: { partialImages: '1' } }, 'params.partialImages', 'wrong_type'],
  ])('for %o', (more, field, code) => {
    expect(problemsOf({ model: flare, prompt: 'a boat', ...more })).toMatchObject([{ field, code }])
  })

  it.each<[string, object, object]>([
    [flare, { size: 'auto' }, { code: 'auto_not_priced', nearest: '1024x1024' }],
    [flare, { quality: 'auto' }, { code: 'auto_not_priced', nearest: 'high' }],
    ['gpt-image-2', { quality: 'xhigh' }, { code: 'quality_not_offered', nearest: 'high' }],
    ['dall-e-3', { quality: 'medium' }, { code: 'quality_not_offered', nearest: 'standard' }],
    ['dall-e-3', { quality: 'huge' }, { code: 'quality_not_offered', nearest: 'standard' }],
    ['dall-e-3', { style: 'noir' }, { code: 'style_not_offered', nearest: 'vivid' }],
    [flare, { background: 'blue' }, { code: 'background_not_offered', nearest: 'auto' }],
    [flare, { outputFormat: 'gif' }, { code: 'format_not_offered', nearest: 'png' }],
    [flare, { outputFormat: 'svg' }, { code: 'format_not_offered', nearest: 'png' }],
    [flare, { moderation: 'off' }, { code: 'moderation_not_offered', nearest: 'auto' }],
    [flare, { complexity: 'max' }, { code: 'complexity_not_offered' }],
    [flare, { partialImages: 4 }, { code: 'partial_images_too_many', params: { max: 3 }, nearest: 3 }],
    [flare, { partialImages: -1 }, { code: 'partial_images_too_few', nearest: 0 }],
    ['dall-e-2', { partialImages: 1 }, { code: 'partial_images_too_many', params: { max: 0 }, nearest: 0 }],
    [
      flare,
      { outputFormat: 'jpeg', outputCompression: 101 },
      { code: 'compression_out_of_range', params: { min: 0, max: 100 }, nearest: 100 },
    ],
    [flare, { outputFormat: 'webp', outputCompression: 0.5 }, { code: 'wrong_type' }],
    [flare, { outputCompression: 80 }, { code: 'compression_needs_lossy_format' }],
    [
      flare,
      { background: 'transparent', outputFormat: 'jpeg' },
      { field: 'params.outputFormat', code: 'transparent_needs_alpha_format', nearest: 'png' },
    ],
  ])('%s with %o', (model, params, problem) => {
    expect(problemsOfParams(model, params)).toEqual([expect.objectContaining(problem)])
  })

  it.each([
    ['dall-e-3', { background: 'opaque' }],
    ['dall-e-3', { outputFormat: 'png' }],
    ['dall-e-2', { style: 'vivid' }],
    ['dall-e-2', { outputCompression: 50 }],
    ['dall-e-2', { moderation: 'low' }],
    ['gpt-image-2', { style: 'vivid' }],
    ['gpt-image-2.5-flare', { complexity: 'low' }],
  ])('a parameter that %s does not have: %o', (model, params) => {
    const name = Object.keys(params).join()
    expect(problemsOfParams(model, params)).toEqual([
      { field: `params.${name}`, code: 'parameter_not_offered', params: { name, model } },
    ])
  })
})

it('takes transparent with webp, and compression with jpeg and webp', () => {
  expect(problemsOfParams(flare, { background: 'transparent', outputFormat: 'webp' })).toEqual([])
  expect(problemsOfParams(flare, { background: 'transparent' })).toEqual([])
  for (const outputFormat of ['jpeg', 'webp']) {
    for (const outputCompression of [0, 100]) {
      expect(problemsOfParams(flare, { outputFormat, outputCompression })).toEqual([])
    }
  }
})

it('what the error names as nearest is itself accepted', () => {
  const garbage = fc.oneof(
    fc.string(),
    fc.constantFrom('auto', 'max', 'hd', '100x100', '5000x16', 'gif', 'noir'),
  )
  const params = fc.record(
    {
      size: garbage,
      quality: garbage,
      background: garbage,
      outputFormat: garbage,
      partialImages: fc.integer(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.constantFrom(...models), params, fc.integer(), (model, given, n) => {
      const input = { model: model.id, prompt: 'a boat', n, params: { ...given } as Record<string, unknown> }
      for (const problem of problemsOf(input)) {
        const name = problem.field.replace('params.', '')
        if (problem.field === 'n') input.n = Number(problem.nearest)
        else if (problem.nearest === undefined) delete input.params[name]
        else input.params[name] = problem.nearest
      }
      // A second round: the format that was mended may still not fit the background.
      for (const { field, nearest } of problemsOf(input)) {
        expect(field).toBe('params.outputFormat')
        input.params.outputFormat = nearest
      }
      expect(problemsOf(input)).toEqual([])
    }),
    { numRuns: 500 },
  )
})

it('keeps the model of the facts apart from the request', () => {
  const parsed = parsePictureRequest({ model: flare, prompt: 'a boat' })
  if (!parsed.ok) throw new Error('refused')
  parsed.request.params.size = '2048x2048'
  expect(defaultParams(modelOf(flare)).size).toBe('1024x1024')
  expect(parsePictureRequest({ model: flare, prompt: 'a boat' })).toMatchObject({
    request: { params: { size: '1024x1024' } },
  })
})
