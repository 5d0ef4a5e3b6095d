import { describe, expect, it } from 'vitest'
import { emptyForm, reduceStudio, type StudioState, soundForm } from './studio-form.ts'

const start: StudioState = { form: { ...emptyForm(), prompt: 'a boat' }, switched: null }

describe('reduceStudio', () => {
  it('keeps the prompt when the model changes and says what had to change with it', () => {
    const after = reduceStudio(start, { type: 'model', model: 'dall-e-2' })
    expect(after.form.prompt).toBe('a boat')
    expect(after.form.model).toBe('dall-e-2')
    expect(after.form.params).toEqual({ size: '1024x1024', quality: 'standard', partialImages: 0 })
    expect(after.switched?.changed).toContain('quality')
  })

  it('lets the choice made last win between transparency and JPEG', () => {
    const jpeg = reduceStudio(start, { type: 'params', params: { outputFormat: 'jpeg' } })
    const clear = reduceStudio(jpeg, { type: 'params', params: { background: 'transparent' } })
    expect(clear.form.params.outputFormat).toBe('png')
    const again = reduceStudio(clear, { type: 'params', params: { outputFormat: 'jpeg' } })
    expect(again.form.params.background).toBe('auto')
  })

  it('forgets compression with a format that has none', () => {
    const params = { outputFormat: 'webp', outputCompression: 60 } as const
    const webp = reduceStudio(start, { type: 'params', params })
    expect(webp.form.params.outputCompression).toBe(60)
    const png = reduceStudio(webp, { type: 'params', params: { outputFormat: 'png' } })
    expect(png.form.params).not.toHaveProperty('outputCompression')
  })

  it('holds the count between 1 and 10', () => {
    expect(reduceStudio(start, { type: 'count', n: 0 }).form.n).toBe(1)
    expect(reduceStudio(start, { type: 'count', n: 99 }).form.n).toBe(10)
  })
})

describe('soundForm', () => {
  it('brings a draft of another day into bounds', () => {
    const form = soundForm({
      model: 'dall-e-3',
      prompt: 'x',
      n: 40,
      params: { size: '9999x1', quality: 'max', partialImages: 3 },
    })
    expect(form.n).toBe(10)
    expect(form.params.quality).toBe('hd')
    expect(form.params.partialImages).toBe(0)
  })

  it('keeps the prompt of a model that nobody knows any more', () => {
    const form = soundForm({ ...emptyForm(), model: 'gone', prompt: 'kept' })
    expect(form.model).toBe('gpt-image-2.6-flare')
    expect(form.prompt).toBe('kept')
  })
})
