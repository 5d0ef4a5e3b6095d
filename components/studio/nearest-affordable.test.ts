import { describe, expect, it } from 'vitest'
import { models } from '#lib/catalog/models.ts'
import { nearestAffordable } from './nearest-affordable.ts'
import { priceOf } from './price-of.ts'
import type { StudioFacts } from './studio-facts.ts'
import { emptyForm, type StudioForm } from './studio-form.ts'

const facts: StudioFacts = {
  availability: Object.fromEntries(models.map(({ id }) => [id, { state: 'available' }])),
  markupBps: 10_000,
  typicalSeconds: {},
}
const form: StudioForm = {
  ...emptyForm(),
  model: 'gpt-image-2',
  n: 4,
  params: { ...emptyForm().params, quality: 'high', partialImages: 0 },
}
const price = priceOf(form, facts.markupBps) ?? 0

describe('nearestAffordable', () => {
  it('is nothing while the credits are enough', () => {
    expect(nearestAffordable(form, facts, 4 * price)).toBeNull()
  })

  it('is fewer of the same first', () => {
    expect(nearestAffordable(form, facts, 3 * price + 1)).toMatchObject({
      change: 'count',
      form: { n: 3, model: 'gpt-image-2', params: { quality: 'high' } },
      total: 3 * price,
    })
  })

  it('is the best quality of the same model when not even one can be paid', () => {
    const found = nearestAffordable(form, facts, price - 1)
    expect(found).toMatchObject({ change: 'quality', form: { params: { quality: 'medium' } } })
    expect(found?.total).toBeLessThan(price)
  })

  it('is another model when this one has nothing as cheap', () => {
    const dear: StudioForm = { ...form, model: 'gpt-image-2.6-flare' }
    const found = nearestAffordable(dear, facts, 20)
    expect(found).toMatchObject({
      change: 'model',
      form: { model: 'gpt-image-2.5-flare', params: { quality: 'medium' } },
    })
    expect(found?.total).toBeLessThanOrEqual(20)
    expect(found && priceOf(found.form, facts.markupBps)).toBe(found && found.total / found.form.n)
  })

  it('never offers a model that is gone, and says when there is nothing', () => {
    expect(nearestAffordable(form, facts, 0)).toBeNull()
    const gone: StudioFacts = { ...facts, availability: { 'gpt-image-2': { state: 'available' } } }
    expect(nearestAffordable({ ...form, model: 'gpt-image-2.6-flare' }, gone, 6)?.form.model).toBe(
      'gpt-image-2',
    )
  })
})
