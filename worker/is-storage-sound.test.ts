import { afterEach, expect, it, vi } from 'vitest'
import { storage } from '#lib/storage/storage.ts'
import { isStorageSound } from './is-storage-sound.ts'

afterEach(() => vi.restoreAllMocks())

it('asks storage every five seconds, however often it is asked itself', async () => {
  const check = vi.spyOn(storage, 'check').mockResolvedValue(undefined)
  expect(await isStorageSound(10_000)).toBe(true)
  expect(await isStorageSound(14_000)).toBe(true)
  expect(check).toHaveBeenCalledTimes(1)
  check.mockRejectedValueOnce(new Error('ENOSPC'))
  expect(await isStorageSound(16_000)).toBe(false)
  expect(await isStorageSound(20_000)).toBe(false)
  expect(await isStorageSound(22_000)).toBe(true)
  expect(check).toHaveBeenCalledTimes(3)
})
