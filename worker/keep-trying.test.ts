import { expect, it, vi } from 'vitest'
import { keepTrying } from './keep-trying.ts'

it('tries until it goes well, and says before each try that it lives', async () => {
  const start = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error('connection refused'))
    .mockRejectedValueOnce(new Error('the database system is starting up'))
    .mockResolvedValueOnce('started')
  const onTry = vi.fn()
  expect(await keepTrying(start, { onTry, pauseMs: 1 })).toBe('started')
  expect(start).toHaveBeenCalledTimes(3)
  expect(onTry).toHaveBeenCalledTimes(3)
})

it('takes a breath between two tries', async () => {
  vi.useFakeTimers()
  try {
    const start = vi.fn(() => Promise.reject(new Error('connection refused')))
    void keepTrying(start, { onTry: () => {} })
    await vi.advanceTimersByTimeAsync(1_999)
    expect(start).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(58_001)
    expect(start).toHaveBeenCalledTimes(31)
  } finally {
    vi.useRealTimers()
  }
})
