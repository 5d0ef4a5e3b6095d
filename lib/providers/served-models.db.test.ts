import { beforeEach, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { CallFailure, type Provider, type ServedModel } from './provider.ts'
import { isServedElsewhere, readServedModels, refreshServedModels } from './served-models.ts'

const now = new Date('2026-11-22T12:00:00Z')

function providerWith(listModels: () => Promise<ServedModel[]>): Provider {
  return { id: 'openai', listModels, generate: () => Promise.reject(new Error('not asked for')) }
}

const away = providerWith(() => Promise.reject(new CallFailure('unreachable', 'ECONNREFUSED')))

beforeEach(async () => {
  await db.providerModel.deleteMany()
  await db.providerState.deleteMany()
})

it('knows nothing until the provider has answered once', async () => {
  expect(await readServedModels('openai')).toBeNull()
  expect(await refreshServedModels(away, now)).toBe(false)
  expect(await readServedModels('openai')).toBeNull()
  const state = await db.providerState.findUniqueOrThrow({ where: { provider: 'openai' } })
  expect(state).toMatchObject({ modelsSeenAt: null, error: 'ECONNREFUSED' })
})

it('has exactly the last list, with dates, for this provider only', async () => {
  const first = [
    { id: 'gpt-image-1.5', shutdownDate: '2026-12-01' },
    { id: 'gpt-image-2', shutdownDate: null },
  ]
  expect(
    await refreshServedModels(
      providerWith(async () => first),
      now,
    ),
  ).toBe(true)
  const second = [{ id: 'gpt-image-2', shutdownDate: '2027-04-21' }]
  await refreshServedModels(
    providerWith(async () => second),
    now,
  )
  expect(await readServedModels('openai')).toEqual(new Map([['gpt-image-2', '2027-04-21']]))
  expect(await readServedModels('sandbox')).toBeNull()
})

it('tells an empty list from none', async () => {
  await refreshServedModels(
    providerWith(async () => []),
    now,
  )
  expect(await readServedModels('openai')).toEqual(new Map())
})

it('keeps the list of a provider that is away, and forgets the fault when it is back', async () => {
  const list = [{ id: 'gpt-image-2', shutdownDate: null }]
  await refreshServedModels(
    providerWith(async () => list),
    now,
  )
  await refreshServedModels(away, now)
  expect(await readServedModels('openai')).toEqual(new Map([['gpt-image-2', null]]))
  await refreshServedModels(
    providerWith(async () => list),
    now,
  )
  const state = await db.providerState.findUniqueOrThrow({ where: { provider: 'openai' } })
  expect(state).toMatchObject({ error: null, modelsSeenAt: now })
})

it('takes a list that names a model twice, and two refreshes at once', async () => {
  const twice = ['2027-01-01', null].map((shutdownDate) => ({ id: 'gpt-image-2', shutdownDate }))
  const provider = providerWith(async () => twice)
  const answers = await Promise.all([1, 2, 3].map(() => refreshServedModels(provider, now)))
  expect(answers).toEqual([true, true, true])
  expect((await readServedModels('openai'))?.size).toBe(1)
})

it('takes a provider for left when nobody has asked it for a quarter of an hour', async () => {
  const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  expect(await isServedElsewhere('openai', now)).toBe(false)
  await refreshServedModels(away, now)
  expect(await isServedElsewhere('openai', now)).toBe(false)
  await refreshServedModels(
    providerWith(async () => []),
    now,
  )
  expect(await isServedElsewhere('openai', minutesLater(14))).toBe(true)
  expect(await isServedElsewhere('openai', minutesLater(16))).toBe(false)
})
