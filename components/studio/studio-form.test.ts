import { describe, expect, it } from 'vitest'
import { testUpload } from '#components/inputs/test-upload.ts'
import { emptyForm, reduceStudio, type StudioState, settingsOf, soundForm, startOf } from './studio-form.ts'

const start: StudioState = startOf({ ...emptyForm(), prompt: 'a boat' })

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
    expect(clear.gaveWay).toBe('outputFormat')
    const again = reduceStudio(clear, { type: 'params', params: { outputFormat: 'jpeg' } })
    expect(again.form.params.background).toBe('auto')
    expect(again.gaveWay).toBe('background')
    const png = reduceStudio(again, { type: 'params', params: { outputFormat: 'png' } })
    expect(png.gaveWay).toBeNull()
  })

  it('forgets compression with a format that has none', () => {
    const params = { outputFormat: 'webp', outputCompression: 60 } as const
    const webp = reduceStudio(start, { type: 'params', params })
    expect(webp.form.params.outputCompression).toBe(60)
    const png = reduceStudio(webp, { type: 'params', params: { outputFormat: 'png' } })
    expect(png.form.params).not.toHaveProperty('outputCompression')
  })

  it('has no own size while a side is missing, whatever else is changed', () => {
    const text = { width: '', height: '1024' }
    const cleared = reduceStudio(start, { type: 'own-size', text })
    expect(cleared.ownSize).toEqual(text)
    const high = reduceStudio(cleared, { type: 'params', params: { quality: 'high' } })
    expect(high.ownSize).toEqual(text)
    expect(reduceStudio(high, { type: 'model', model: 'gpt-image-2' }).ownSize).toEqual(text)
  })

  it('takes the size once both sides are there, or once another is chosen', () => {
    const cleared = reduceStudio(start, { type: 'own-size', text: { width: '', height: '1024' } })
    const typed = reduceStudio(cleared, { type: 'own-size', text: { width: '1200', height: '1024' } })
    expect(typed).toMatchObject({ ownSize: null, form: { params: { size: '1200x1024' } } })
    const chosen = reduceStudio(cleared, { type: 'params', params: { size: '1024x1024' } })
    expect(chosen.ownSize).toBeNull()
    expect(reduceStudio(cleared, { type: 'model', model: 'dall-e-3' }).ownSize).toBeNull()
    expect(reduceStudio(cleared, { type: 'load', change: emptyForm }).ownSize).toBeNull()
  })

  it('holds the count between 1 and 10', () => {
    expect(reduceStudio(start, { type: 'count', n: 0 }).form.n).toBe(1)
    expect(reduceStudio(start, { type: 'count', n: 99 }).form.n).toBe(10)
  })
})

describe('soundForm', () => {
  it('brings a draft of another day into bounds', () => {
    const form = soundForm({
      ...emptyForm(),
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

describe('pictures in the form', () => {
  const cat = testUpload('cat')
  const mask = testUpload('mask', { kind: 'mask', sourceUploadId: 'cat' })

  it('come by what is there then, and leave half a size as it is', () => {
    const typing = reduceStudio(start, { type: 'own-size', text: { width: '', height: '1024' } })
    const added = reduceStudio(typing, { type: 'inputs', change: (form) => ({ ...form, inputs: [cat] }) })
    expect(added.form.inputs).toEqual([cat])
    expect(added.ownSize).toEqual(typing.ownSize)
    const sized = reduceStudio(typing, {
      type: 'inputs',
      change: (form) => ({ ...form, inputs: [cat], params: { ...form.params, size: '1536x1024' } }),
    })
    expect(sized).toMatchObject({ ownSize: null, form: { params: { size: '1536x1024' } } })
  })

  it('stay through another model, and take closeness with them when they go', () => {
    const close = reduceStudio(startOf({ ...emptyForm(), model: 'gpt-image-1.5', inputs: [cat], mask }), {
      type: 'params',
      params: { inputFidelity: 'high' },
    })
    expect(close.form.params.inputFidelity).toBe('high')
    const other = reduceStudio(close, { type: 'model', model: 'gpt-image-2' })
    expect(other.form).toMatchObject({ inputs: [cat], mask })
    expect(other.form.params).not.toHaveProperty('inputFidelity')
    const without = reduceStudio(close, { type: 'inputs', change: (form) => ({ ...form, inputs: [] }) })
    expect(without.form.params).not.toHaveProperty('inputFidelity')
  })

  it('are with a mask only where it is as large as the first', () => {
    const form = { ...emptyForm(), inputs: [cat], mask }
    expect(soundForm(form).mask).toBe(mask)
    expect(soundForm({ ...form, inputs: [] }).mask).toBeNull()
    expect(soundForm({ ...form, inputs: [testUpload('wide', { width: 1536 })] }).mask).toBeNull()
    expect(soundForm({ ...form, inputs: [testUpload('dog')] }).mask).toBeNull()
    const unknown = { ...mask, sourceUploadId: null }
    expect(soundForm({ ...form, inputs: [testUpload('dog')], mask: unknown }).mask).toBe(unknown)
    expect(soundForm({ ...form, model: 'gone' })).toMatchObject({ inputs: [cat], mask, n: 1 })
  })

  it('are not among the settings that are kept under a name', () => {
    const params = { ...emptyForm().params, inputFidelity: 'high' } as const
    expect(settingsOf({ ...emptyForm(), inputs: [cat], params })).toEqual({
      model: emptyForm().model,
      n: 1,
      params: emptyForm().params,
    })
  })
})
