import { beforeEach, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { pauseModel, reopenProvider, secondsUntilOpen, stopProvider } from './provider-gate.ts'

const now = new Date('2026-11-22T12:00:00Z')

function later(seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000)
}

beforeEach(async () => {
  await db.providerPause.deleteMany()
  await db.providerState.deleteMany()
})

it('pauses one model of one provider, for as long as it asked', async () => {
  await pauseModel('openai', 'gpt-image-2', 20, now)
  expect(await secondsUntilOpen('openai', 'gpt-image-2', now)).toBe(20)
  expect(await secondsUntilOpen('openai', 'gpt-image-2', later(19.5))).toBe(1)
  expect(await secondsUntilOpen('openai', 'gpt-image-2', later(20))).toBe(0)
  expect(await secondsUntilOpen('openai', 'gpt-image-1', now)).toBe(0)
  expect(await secondsUntilOpen('sandbox', 'gpt-image-2', now)).toBe(0)
})

it('keeps the longer of two pauses, whichever came last', async () => {
  await pauseModel('openai', 'gpt-image-2', 60, now)
  await pauseModel('openai', 'gpt-image-2', 1, later(1))
  expect(await secondsUntilOpen('openai', 'gpt-image-2', now)).toBe(60)
  await pauseModel('openai', 'gpt-image-2', 90, now)
  expect(await secondsUntilOpen('openai', 'gpt-image-2', now)).toBe(90)
})

it('takes twenty answers of one moment', async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => pauseModel('openai', 'gpt-image-2', index + 1, now)),
  )
  expect(await secondsUntilOpen('openai', 'gpt-image-2', now)).toBe(20)
})

it('stops all models of a provider, lets one try again after a minute, and opens with the first success', async () => {
  await stopProvider('openai', 'insufficient_quota', now)
  expect(await secondsUntilOpen('openai', 'gpt-image-2', now)).toBe(60)
  expect(await secondsUntilOpen('openai', 'dall-e-3', now)).toBe(60)
  expect(await secondsUntilOpen('sandbox', 'gpt-image-2', now)).toBe(0)
  expect(await secondsUntilOpen('openai', 'gpt-image-2', later(60))).toBe(0)

  const state = () => db.providerState.findUnique({ where: { provider: 'openai' } })
  expect(await state()).toMatchObject({ stoppedAt: now, error: 'insufficient_quota' })
  await reopenProvider('openai')
  expect(await state()).toMatchObject({ stoppedAt: null, error: null })
})

it('leaves alone what another fault has written of a provider that was never stopped', async () => {
  await db.providerState.create({ data: { provider: 'openai', error: 'no list of models' } })
  await reopenProvider('openai')
  expect(await db.providerState.findUnique({ where: { provider: 'openai' } })).toMatchObject({
    error: 'no list of models',
  })
})
