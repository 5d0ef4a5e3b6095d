import { describe, expect, it } from 'vitest'
import { parsePictureRequest } from './request.ts'

const ids = Array.from({ length: 17 }, (_, at) => `0190a000-0000-7000-8000-0000000000${at + 10}`)
const [one = '', two = ''] = ids

function parse(more: object, model = 'gpt-image-1.5') {
  return parsePictureRequest({ model, prompt: 'a boat', ...more })
}

function problemsOf(more: object, model?: string) {
  const parsed = parse(more, model)
  return parsed.ok ? [] : parsed.problems
}

describe('a request that names uploads', () => {
  it('keeps them in their order, one twice too, with the mask', () => {
    const inputs = [two, one, two]
    expect(parse({ inputs, mask: one })).toMatchObject({
      request: { inputs, mask: one, keepUnpainted: true },
    })
    expect(parse({ inputs, mask: one, keepUnpainted: false })).toMatchObject({
      request: { keepUnpainted: false },
    })
  })

  it('has nothing to keep without a mask', () => {
    expect(parse({ inputs: [one], keepUnpainted: true })).toMatchObject({ request: { keepUnpainted: false } })
  })

  it('carries the fidelity only with inputs, on models that have it', () => {
    const faithful = { params: { inputFidelity: 'high' } }
    expect(parse({ ...faithful, inputs: [one] })).toMatchObject({
      request: { params: { inputFidelity: 'high' } },
    })
    const alone = parse(faithful)
    expect(alone.ok && 'inputFidelity' in alone.request.params).toBe(false)
    expect(problemsOf({ ...faithful, inputs: [one] }, 'gpt-image-1-mini')).toEqual([
      {
        field: 'params.inputFidelity',
        code: 'fidelity_not_offered',
        params: { value: 'high', allowed: 'low' },
        nearest: 'low',
      },
    ])
    expect(problemsOf({ ...faithful, inputs: [one] }, 'gpt-image-2')).toMatchObject([
      { field: 'params.inputFidelity', code: 'parameter_not_offered' },
    ])
  })

  it('carries moderation only without inputs: the form that is sent with them has no field for it', () => {
    const mild = { params: { moderation: 'low' } }
    expect(parse(mild)).toMatchObject({ request: { params: { moderation: 'low' } } })
    const fromPicture = parse({ ...mild, inputs: [one] })
    expect(fromPicture.ok && 'moderation' in fromPicture.request.params).toBe(false)
  })

  it.each([
    ['seventeen pictures', { inputs: ids }, 'inputs', 'inputs_too_many'],
    ['a mask alone', { mask: one }, 'mask', 'mask_needs_picture'],
    ['a name that is none', { inputs: [one, '../cat.png'] }, 'inputs.1', 'input_gone'],
    ['a mask by a name that is none', { inputs: [one], mask: '' }, 'mask', 'input_gone'],
    ['a number', { inputs: [7] }, 'inputs.0', 'wrong_type'],
    ['one picture without a list', { inputs: one }, 'inputs', 'wrong_type'],
    ['a mask in a list', { inputs: [one], mask: [two] }, 'mask', 'wrong_type'],
    ['a word for yes', { inputs: [one], mask: two, keepUnpainted: 'yes' }, 'keepUnpainted', 'wrong_type'],
  ])('is refused with %s', (_what, more, field, code) => {
    expect(problemsOf(more)).toMatchObject([{ field, code }])
  })

  it('hears of the pictures together with all else', () => {
    const problems = problemsOf({ prompt: '', inputs: [one], n: 0 }, 'dall-e-3')
    expect(problems.map(({ code }) => code).sort()).toEqual([
      'inputs_not_offered',
      'n_too_small',
      'prompt_empty',
    ])
  })
})
