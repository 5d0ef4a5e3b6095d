import { randomUUID } from 'node:crypto'
import { afterEach, expect, it, vi } from 'vitest'
import { storage } from '#lib/storage/storage.ts'
import { findStoredAnswer, storeAnswer } from './attempt-storage.ts'

const answer = {
  bytes: new Uint8Array([1, 2, 3]),
  revisedPrompt: 'a hill',
  requestId: 'req_1',
  usage: null,
  rateLimit: null,
}

afterEach(() => vi.restoreAllMocks())

it('keeps trying while storage refuses, because the picture is nowhere else', async () => {
  const imageId = randomUUID()
  vi.spyOn(storage, 'put')
    .mockRejectedValueOnce(new Error('ENOSPC'))
    .mockRejectedValueOnce(new Error('ENOSPC'))
  await storeAnswer(imageId, 1, answer, [0, 0])
  expect(await findStoredAnswer(imageId, 1)).toMatchObject({ requestId: 'req_1', revisedPrompt: 'a hill' })
})

it('gives up at last, and leaves nothing that looks whole', async () => {
  const imageId = randomUUID()
  vi.spyOn(storage, 'put').mockRejectedValue(new Error('ENOSPC'))
  await expect(storeAnswer(imageId, 1, answer, [0])).rejects.toThrow('ENOSPC')
  expect(await findStoredAnswer(imageId, 1)).toBeNull()
})
