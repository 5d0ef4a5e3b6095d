import { describe, expect, it } from 'vitest'
import { findModel } from '#lib/catalog/models.ts'
import { defaultParams } from '#lib/catalog/params.ts'
import { quoteImage } from '#lib/catalog/quote.ts'
import { choosePrice } from './price-choice.ts'
import { priceTable } from './price-table.ts'

const table = priceTable(12_500, new Date('2026-11-22'))

describe('the price table', () => {
  it('says for every choice what would be charged', () => {
    for (const { id, sizes, qualities } of table) {
      const model = findModel(id)
      if (!model) throw new Error(id)
      for (const size of sizes) {
        for (const quality of qualities) {
          const params = { ...defaultParams(model), size, quality }
          expect(choosePrice(table, { model: id, size, quality })?.credits).toBe(
            quoteImage({ model, params, promptCharacters: 0, markupBps: 12_500 }),
          )
        }
      }
    }
  })

  it('leaves out models that are past their last day', () => {
    expect(table.map(({ id }) => id)).not.toContain('dall-e-2')
    expect(table.map(({ id }) => id)).toContain('gpt-image-2')
  })
})

describe('choosePrice', () => {
  it('begins with the first model and its defaults', () => {
    expect(choosePrice(table, {})).toMatchObject({
      model: { id: 'gpt-image-2.6-flare' },
      size: '1024x1024',
      n: 1,
    })
  })

  it('takes the default for what the model does not have', () => {
    const wanted = { model: 'gpt-image-2', size: '7x7', quality: 'max' }
    expect(choosePrice(table, wanted)).toMatchObject({ size: '1024x1024', quality: 'medium' })
  })

  it.each([
    ['4', 4],
    ['0', 1],
    ['999', 10],
    ['-3', 1],
    ['1e9', 1],
    ['', 1],
  ])('counts %j as %i', (n, count) => {
    expect(choosePrice(table, { n })?.n).toBe(count)
  })

  it('is nothing without models', () => {
    expect(choosePrice([], {})).toBeNull()
  })
})
