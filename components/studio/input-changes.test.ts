import { describe, expect, it } from 'vitest'
import { testUpload } from '#components/inputs/test-upload.ts'
import { checkSize } from '#lib/catalog/choices.ts'
import {
  isSameShape,
  placeOf,
  sizeLike,
  withInput,
  withInputs,
  withMoved,
  withoutInput,
  withReplaced,
} from './input-changes.ts'
import { emptyForm, modelOf, type StudioForm } from './studio-form.ts'

const [a, b, c] = ['a', 'b', 'c'].map((id) => testUpload(id))
if (!a || !b || !c) throw new Error('there are three')
const mask = testUpload('m', { kind: 'mask', sourceUploadId: 'a' })
const two: StudioForm = { ...emptyForm(), inputs: [a, b], mask }
const ids = ({ inputs }: StudioForm) => inputs.map(({ id }) => id).join('')

describe('the pictures of a form', () => {
  it('are each there once, and sixteen at most', () => {
    expect(ids(withInput(two, c))).toBe('abc')
    expect(withInput(two, b)).toBe(two)
    const many = Array.from({ length: 20 }, (_, index) => testUpload(`x${index}`))
    expect(withInputs(two, many).inputs).toHaveLength(16)
  })

  it('stand in the order in which they were wanted', () => {
    const keys = new Map([
      ['a', 1],
      ['c', 3],
    ])
    const form = { ...two, inputs: [a, c], mask: null }
    const at = placeOf(form, 2, (id) => keys.get(id))
    expect(ids(withInput(form, b, at))).toBe('abc')
    expect(placeOf(form, 4, (id) => keys.get(id))).toBe(2)
    // What was there before the page was loaded has no number, and comes first.
    expect(placeOf(form, 1, () => undefined)).toBe(2)
  })

  it('come before no first one that has a mask', () => {
    const late = (form: StudioForm) =>
      withInput(
        form,
        c,
        placeOf(form, 1, () => 2),
      )
    expect(ids(late({ ...two, mask: null }))).toBe('cab')
    expect(ids(late(two))).toBe('abc')
    expect(late(two).mask).toBe(mask)
  })

  it('keep the mask with the first of them, and with no other', () => {
    expect(withInput(two, c).mask).toBe(mask)
    expect(withoutInput(two, 'b').mask).toBe(mask)
    expect(withoutInput(two, 'a').mask).toBeNull()
    expect(withMoved(two, 'b', 0).mask).toBeNull()
    expect(withReplaced(two, 'a', c).mask).toBeNull()
    expect(withReplaced(two, 'b', c).mask).toBe(mask)
  })

  it('move, and stay where they are at either end', () => {
    const three = { ...two, inputs: [a, b, c] }
    expect(ids(withMoved(three, 'c', 0))).toBe('cab')
    expect(ids(withMoved(three, 'a', 2))).toBe('bca')
    expect(withMoved(three, 'a', -1)).toBe(three)
    expect(withMoved(three, 'c', 3)).toBe(three)
    expect(withMoved(three, 'nobody', 0)).toBe(three)
  })

  it('are never there twice, also when one takes the place of another', () => {
    expect(ids(withReplaced(two, 'a', b))).toBe('b')
    expect(ids(withReplaced(two, 'a', c))).toBe('cb')
  })
})

describe('the size of a form with pictures', () => {
  const none = { ...emptyForm() }
  const sized = (width: number, height: number) => testUpload('p', { width, height })

  it('takes the shape of the first one, once', () => {
    expect(withInput(none, sized(1536, 1024)).params.size).toBe('1536x1024')
    expect(withInput(two, sized(1536, 1024)).params.size).toBe(two.params.size)
  })

  it('stays where it has that shape', () => {
    expect(sizeLike(none, sized(2048, 2048))).toBe('1024x1024')
  })

  it('is the picture’s own where the model has it and it is not much larger', () => {
    expect(sizeLike(none, sized(1280, 960))).toBe('1280x960')
    expect(sizeLike(none, sized(2560, 1440))).toBe('1536x864')
    expect(sizeLike(none, sized(1440, 960))).toBe('1536x1024')
    // With a mask it comes first, unless it would cost much more.
    expect(sizeLike(none, sized(1440, 960), true)).toBe('1440x960')
    expect(sizeLike(none, sized(2048, 2048), true)).toBe('1024x1024')
  })

  it('is always one that the model has', () => {
    for (const model of ['gpt-image-2.6-flare', 'gpt-image-1.5', 'dall-e-2', 'dall-e-3']) {
      for (const [width, height] of [
        [3000, 997],
        [17, 900],
        [640, 480],
        [2048, 2048],
        [1, 1],
      ] as const) {
        const form = { ...none, model, params: { ...none.params, size: modelOf({ model }).defaultSize } }
        expect(checkSize(modelOf(form), sizeLike(form, { width, height })), `${model} ${width}`).toBeNull()
      }
    }
  })

  it('tells shapes apart as people see them', () => {
    expect(isSameShape({ width: 1024, height: 1024 }, { width: 1000, height: 1010 })).toBe(true)
    expect(isSameShape({ width: 4, height: 3 }, { width: 3, height: 2 })).toBe(false)
  })
})
