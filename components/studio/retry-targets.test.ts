import { describe, expect, it } from 'vitest'
import { testUpload } from '#components/inputs/test-upload.ts'
import { findModel } from '#lib/catalog/models.ts'
import { defaultParams } from '#lib/catalog/params.ts'
import { quoteImage } from '#lib/catalog/quote.ts'
import type { ImageView, JobView } from '#lib/jobs/view.ts'
import { countOf, quoteToday, targetOf, targetsOf, totalOf } from './retry-targets.ts'
import type { StudioFacts } from './studio-facts.ts'

const model = findModel('gpt-image-2')
if (!model) throw new Error('no such model')
const params = { ...defaultParams(model), quality: 'low' as const }
const facts: StudioFacts = {
  availability: {
    'gpt-image-2': { state: 'available' },
    'gpt-image-1': { state: 'retired', since: '2026-10-01', successors: ['gpt-image-2'] },
  },
  markupBps: 10_000,
  typicalSeconds: {},
}
const price = quoteImage({ model, params, promptCharacters: 6, markupBps: 10_000 })
const finishedAt = '2026-11-22T12:00:00.000Z'

/** A job of a week ago at another price, whose images can be tried again or not. */
function job(id: string, canRetry: boolean[], changes: Partial<JobView> = {}): JobView {
  return {
    id,
    model: 'gpt-image-2',
    operation: 'generate',
    prompt: 'a boat',
    params,
    inputs: [],
    mask: null,
    keepUnpainted: false,
    n: canRetry.length,
    quoteCredits: price + 100,
    state: 'failed',
    comparisonId: null,
    createdAt: '2026-11-15T12:00:00.000Z',
    finishedAt,
    images: canRetry.map((can) => ({ canRetry: can }) as ImageView),
    ...changes,
  }
}

describe('targetOf', () => {
  it('counts what can be tried again, at today’s price', () => {
    expect(targetOf(job('a', [true, false, true]), facts)).toEqual({
      path: 'jobs/a',
      count: 2,
      quoteCredits: price,
    })
  })

  it('is nothing where nothing can be tried again, or has no price', () => {
    expect(targetOf(job('a', [false]), facts)).toBeNull()
    expect(targetOf(job('a', [true], { model: 'gpt-image-1' }), facts)).toBeNull()
    expect(quoteToday(job('a', [true], { model: 'gpt-image-0' }), facts)).toBeNull()
    expect(quoteToday(job('a', [true], { params: { ...params, size: '17x17' } }), facts)).toBeNull()
  })
})

describe('quoteToday', () => {
  it('counts what the job works from, as the server will', () => {
    const inputs = [testUpload('a'), testUpload('b')]
    const mask = testUpload('m', { kind: 'mask', sourceUploadId: 'a' })
    const plain = quoteToday(job('a', [true]), facts) ?? Number.NaN
    const pictured = quoteToday(job('a', [true], { operation: 'mask', inputs, mask }), facts)
    const sent = quoteImage({ model, params, promptCharacters: 6, inputs, mask: true, markupBps: 10_000 })
    expect(pictured).toBe(sent)
    expect(pictured).toBeGreaterThan(plain)
  })
})

describe('targetsOf', () => {
  it('adds up what failed in many jobs since then', () => {
    const jobs = [
      job('a', [true, true]),
      job('b', [false]),
      job('c', [true]),
      job('d', [true], { finishedAt: null }),
    ]
    const since = Date.parse(finishedAt) - 1
    const targets = targetsOf(jobs, facts, since)
    expect(targets.map(({ path }) => path)).toEqual(['jobs/a', 'jobs/c'])
    expect([countOf(targets), totalOf(targets)]).toEqual([3, 3 * price])
    expect(targetsOf(jobs, facts, since + 1)).toEqual([])
  })
})
