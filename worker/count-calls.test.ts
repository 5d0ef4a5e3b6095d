import { expect, it } from 'vitest'
import type { ImageAnswer, ImageCall } from '#lib/providers/provider.ts'
import { countCalls } from './count-calls.ts'

const call: ImageCall = {
  model: 'gpt-image-2',
  prompt: 'a fox',
  params: { size: '1024x1024', quality: 'low', partialImages: 0 },
  safetyIdentifier: 'user-hash',
  inputs: [],
  mask: null,
  onPartial: async () => undefined,
}
const answer: ImageAnswer = {
  bytes: new Uint8Array(1),
  revisedPrompt: null,
  requestId: null,
  usage: null,
  rateLimit: null,
}

it('counts calls from their beginning to their end, however they end', async () => {
  const pending: PromiseWithResolvers<ImageAnswer>[] = []
  const { provider, inHand } = countCalls({
    id: 'sandbox',
    listModels: async () => [],
    generate() {
      const next = Promise.withResolvers<ImageAnswer>()
      pending.push(next)
      return next.promise
    },
  })
  expect(inHand()).toBe(0)
  const calls = [provider.generate(call), provider.generate(call)]
  expect(inHand()).toBe(2)
  pending[0]?.resolve(answer)
  expect(await calls[0]).toBe(answer)
  expect(inHand()).toBe(1)
  pending[1]?.reject(new Error('cut'))
  await expect(calls[1]).rejects.toThrow('cut')
  expect(inHand()).toBe(0)
  expect(provider.id).toBe('sandbox')
})
