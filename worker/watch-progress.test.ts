import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ProgressWatch, watchProgress } from './watch-progress.ts'

let watch: ProgressWatch
const onStall = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  onStall.mockReset()
  watch = watchProgress({ onStall })
})
afterEach(() => {
  watch.stop()
  vi.useRealTimers()
})

it('tells once of the loop that stands still, and of no other', () => {
  watch.progress('mail')
  watch.progress('images')
  for (let second = 0; second < 59; second += 1) {
    vi.advanceTimersByTime(1_000)
    watch.progress('mail')
  }
  expect(onStall).not.toHaveBeenCalled()
  vi.advanceTimersByTime(300_000)
  expect(onStall.mock.calls).toEqual([['images']])
})

it('says that the loops turn while every one did lately', () => {
  expect(watch.turning()).toBe(true)
  watch.progress('images')
  vi.advanceTimersByTime(14_000)
  expect(watch.turning()).toBe(true)
  vi.advanceTimersByTime(1_000)
  expect(watch.turning()).toBe(false)
  watch.progress('images')
  expect(watch.turning()).toBe(true)
})

it('does not take the time of a machine that slept for a stall', () => {
  watch.progress('images')
  vi.advanceTimersByTime(1_000)
  // The clock goes on, the timers do not.
  vi.setSystemTime(Date.now() + 3_600_000)
  vi.advanceTimersByTime(2_000)
  expect(onStall).not.toHaveBeenCalled()
  expect(watch.turning()).toBe(true)
})

describe('with calls in hand', () => {
  let inHand = 1
  beforeEach(() => {
    watch.stop()
    inHand = 1
    watch = watchProgress({ onStall, calls: { inHand: () => inHand, timeoutMs: 600_000 } })
    watch.progress('images')
  })

  it('spares a worker until they are home and stored', () => {
    vi.advanceTimersByTime(300_000)
    expect(watch.turning()).toBe(false)
    inHand = 0
    vi.advanceTimersByTime(14_000)
    expect(onStall).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1_000)
    expect(onStall.mock.calls).toEqual([['images']])
  })

  it('does not, when its loops turn again meanwhile', () => {
    vi.advanceTimersByTime(300_000)
    watch.progress('images')
    inHand = 0
    vi.advanceTimersByTime(59_000)
    expect(onStall).not.toHaveBeenCalled()
  })

  it('spares it for no longer than a call may take', () => {
    vi.advanceTimersByTime(674_000)
    expect(onStall).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1_000)
    expect(onStall).toHaveBeenCalledOnce()
  })
})

it('forgets a loop that has come to its end, and everything when it is stopped', () => {
  watch.progress('start')
  watch.ended('start')
  watch.progress('images')
  vi.advanceTimersByTime(30_000)
  watch.stop()
  vi.advanceTimersByTime(600_000)
  expect(onStall).not.toHaveBeenCalled()
})
