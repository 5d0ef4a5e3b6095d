import { describe, expect, it } from 'vitest'
import { modelOf } from './fixtures/openai-image-models.ts'
import { availability } from './lifecycle.ts'
import { models } from './models.ts'

const before = new Date('2026-11-30T23:59:59.999Z')
const onTheDay = new Date('2026-12-01T00:00:00.000Z')
const endingInDecember = ['gpt-image-1-mini', 'gpt-image-1.5', 'chatgpt-image-latest']

describe('without a list, the dates decide', () => {
  it.each(endingInDecember)('%s ends on 2026-12-01', (id) => {
    expect(availability(modelOf(id), null, before)).toEqual({ state: 'available', endsOn: '2026-12-01' })
    expect(availability(modelOf(id), null, onTheDay)).toEqual({
      state: 'retired',
      since: '2026-12-01',
      successors: ['gpt-image-2.6-sunburst', 'gpt-image-2.6-flare'],
    })
  })

  it('exactly these three end between the two moments', () => {
    const available = (now: Date) => models.filter((m) => availability(m, null, now).state === 'available')
    const after = available(onTheDay)
    const ended = available(before).filter((model) => !after.includes(model))
    expect(ended.map(({ id }) => id).sort()).toEqual([...endingInDecember].sort())
    expect(after.map(({ family }) => family)).toEqual([
      'gpt-image-2.6',
      'gpt-image-2.6',
      'gpt-image-2.5',
      'gpt-image-2.5',
      'gpt-image-2',
    ])
  })

  it.each([
    ['dall-e-2', '2026-05-12', ['gpt-image-2.5-sunburst']],
    [
      'dall-e-3',
      '2026-05-12',
      ['gpt-image-2.6-flare', 'gpt-image-2.6-sunburst', 'gpt-image-2.5-flare', 'gpt-image-2.5-sunburst'],
    ],
    ['gpt-image-1', '2026-10-23', ['gpt-image-2.5-sunburst', 'gpt-image-2.5-flare']],
  ])('%s is retired since %s', (id, since, successors) => {
    expect(availability(modelOf(id), null, before)).toEqual({ state: 'retired', since, successors })
    const justBefore = new Date(Date.parse(since) - 1)
    expect(availability(modelOf(id), null, justBefore)).toEqual({ state: 'available', endsOn: since })
  })
})

describe('with a list, the list decides', () => {
  const dallE3 = modelOf('dall-e-3')
  const active = modelOf('gpt-image-2')

  it('serves a listed model past our date, whatever date is listed', () => {
    for (const date of [null, '2026-05-12', '2020-01-01']) {
      expect(availability(dallE3, new Map([['dall-e-3', date]]), onTheDay)).toEqual({ state: 'available' })
    }
  })

  it('tells a listed date that lies ahead, also for a model that we think has none', () => {
    const served = new Map([['gpt-image-2', '2027-10-21']])
    expect(availability(active, served, onTheDay)).toEqual({ state: 'available', endsOn: '2027-10-21' })
  })

  it('a listed date outranks ours; without one ours is told while it lies ahead', () => {
    const model = modelOf('gpt-image-1.5')
    const later = new Map([[model.id, '2027-01-15']])
    expect(availability(model, later, before)).toEqual({ state: 'available', endsOn: '2027-01-15' })
    const dateless = new Map([[model.id, null]])
    expect(availability(model, dateless, before)).toEqual({ state: 'available', endsOn: '2026-12-01' })
    expect(availability(model, dateless, onTheDay)).toEqual({ state: 'available' })
  })

  it('a missing model is retired when its date is past, else unserved', () => {
    const served = new Map([['gpt-image-2', null]])
    const successors = ['gpt-image-2']
    expect(availability(dallE3, served, before)).toEqual({
      state: 'retired',
      since: '2026-05-12',
      successors,
    })
    const model = modelOf('gpt-image-1.5')
    expect(availability(model, served, before)).toEqual({ state: 'unserved', successors })
    expect(availability(model, served, onTheDay)).toEqual({
      state: 'retired',
      since: '2026-12-01',
      successors,
    })
    expect(availability(modelOf('gpt-image-2.6-flare'), served, before)).toEqual({
      state: 'unserved',
      successors,
    })
  })

  it('offers only successors that are served, the named ones first', () => {
    const served = new Map([
      ['gpt-image-2', null],
      ['gpt-image-2.6-flare', null],
    ])
    expect(availability(modelOf('gpt-image-1.5'), served, onTheDay)).toMatchObject({
      successors: ['gpt-image-2.6-flare'],
    })
    expect(availability(modelOf('gpt-image-1'), served, onTheDay)).toMatchObject({
      successors: ['gpt-image-2.6-flare', 'gpt-image-2'],
    })
  })

  it('an empty list serves nothing', () => {
    expect(availability(active, new Map(), before)).toEqual({ state: 'unserved', successors: [] })
  })
})
