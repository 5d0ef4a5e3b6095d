import { describe, expect, it } from 'vitest'
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
