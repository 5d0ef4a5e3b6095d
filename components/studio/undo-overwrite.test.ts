import { describe, expect, it } from 'vitest'
import { testUpload } from '#components/inputs/test-upload.ts'
import { emptyForm, type StudioForm } from './studio-form.ts'
import { undone } from './undo-overwrite.ts'

const own: StudioForm = { ...emptyForm(), prompt: 'my own words' }
const preset: StudioForm = { ...own, n: 4, params: { ...own.params, quality: 'high', size: '1536x1024' } }
const reused: StudioForm = { ...preset, prompt: 'of an earlier job' }

describe('undone', () => {
  it('brings back what was overwritten', () => {
    expect(undone(own, preset, preset)).toEqual(own)
    expect(undone(own, reused, reused)).toEqual(own)
  })

  it('keeps what was typed since, beside the settings of before', () => {
    const typed = { ...preset, prompt: 'my own words, and more' }
    expect(undone(own, preset, typed)).toEqual({ ...own, prompt: 'my own words, and more' })
  })

  it('keeps each choice that was made since', () => {
    const chosen: StudioForm = { ...preset, params: { ...preset.params, quality: 'medium' } }
    expect(undone(own, preset, chosen)).toEqual({ ...own, params: { ...own.params, quality: 'medium' } })
    expect(undone(own, preset, { ...preset, n: 7 })).toEqual({ ...own, n: 7 })
    expect(undone(own, preset, { ...preset, model: 'dall-e-3' }).model).toBe('dall-e-3')
  })

  it('brings earlier words back in the place of others', () => {
    expect(undone(own, reused, { ...reused, prompt: 'of an earlier job, at night' }).prompt).toBe(
      'my own words',
    )
  })
})

describe('undone, with pictures', () => {
  const [a, b, c] = [testUpload('a'), testUpload('b'), testUpload('c')]
  const mask = testUpload('m', { kind: 'mask', sourceUploadId: 'a' })
  const before: StudioForm = { ...own, inputs: [a, b], mask }
  const removed: StudioForm = { ...own, inputs: [b], mask: null }

  it('brings back what was taken away, with its mask', () => {
    expect(undone(before, removed, removed)).toEqual(before)
  })

  it('puts it back to its place beside what came since', () => {
    const since = { ...removed, inputs: [b, c] }
    expect(undone(before, removed, since)).toMatchObject({ inputs: [a, b, c], mask })
  })

  it('takes away again what came, and leaves what was there', () => {
    const used = { ...own, inputs: [a, b, c] }
    expect(undone({ ...own, inputs: [a, b] }, used, { ...used, inputs: [c, b, a] }).inputs).toEqual([b, a])
  })

  it('keeps a mask that was painted since', () => {
    const other = testUpload('n', { kind: 'mask', sourceUploadId: 'b' })
    const reused = { ...own, inputs: [b], prompt: 'of an earlier job' }
    const painted = { ...reused, mask: other }
    expect(undone({ ...own, inputs: [b] }, reused, painted).mask).toBe(other)
    // What comes back takes no first place from the picture that it was painted on.
    const since = { ...removed, mask: other }
    expect(undone(before, removed, since)).toMatchObject({ inputs: [b, a], mask: other })
    const brought = { ...own, inputs: [b] }
    expect(undone(own, brought, { ...brought, mask: other })).toMatchObject({ inputs: [b], mask: other })
  })
})
