import { describe, expect, it } from 'vitest'
import { ApiError } from '../../sandbox/openai/api-error.ts'
import { RateLimit as SandboxLimit } from '../../sandbox/openai/limits.ts'
import { readRateLimit, readSeconds } from './rate-limit-headers.ts'

/** Headers of one unit: limit, remaining, reset; null leaves one out. */
function limitOf(unit: string, ...values: (string | null)[]): Headers {
  const headers = new Headers()
  for (const [index, name] of ['limit', 'remaining', 'reset'].entries()) {
    const value = values[index]
    if (value) headers.set(`x-ratelimit-${name}-${unit}`, value)
  }
  return headers
}

describe('readSeconds', () => {
  it.each([
    ['12ms', 0.012],
    ['1s', 1],
    ['6m0s', 360],
    ['7m12s', 432],
    ['1h2m3.5s', 3723.5],
    ['1d', 86_400],
    ['20', 20],
    ['0.5', 0.5],
    ['0s', 0],
    [' 3s ', 3],
    ['1765432100', null],
    ['40d', null],
    ['soon', null],
    ['-1s', null],
    ['1m nonsense', null],
    ['', null],
    [null, null],
  ])('%s is %s seconds', (text, seconds) => {
    expect(readSeconds(text)).toBe(seconds)
  })
})

describe('readRateLimit', () => {
  it.each<[string, Headers, number | null, number | null]>([
    ['a limit a minute that fills up', limitOf('requests', '60', '59', '1s'), 60, 59],
    ['the same, with rounded times', limitOf('requests', '60', '50', '10.9s'), 60, 50],
    ['the same, all used', limitOf('images', '5', '0', '1m0s'), 5, 0],
    ['the same, all used, rounded up', limitOf('images', '50', '0', '1m2s'), 50, 0],
    ['a window that ends with the minute, just begun', limitOf('requests', '60', '59', '55s'), 60, 59],
    ['such a window, nearly used up', limitOf('requests', '60', '1', '40s'), 60, 1],
    ['a limit a second, taken with care', limitOf('requests', '10', '9', '100ms'), 10, 9],
    ['nothing used yet', limitOf('requests', '5', '5', '0s'), 5, 5],
    ['nothing used yet, without a time', limitOf('requests', '5', '5', null), 5, 5],
    ['a limit a day, used up: one each 432 s', limitOf('requests', '200', '0', '24h0m0s'), 200 / 1440, 0],
    ['a limit a day, nearly used up', limitOf('requests', '200', '3', '23h38m24s'), 3 + 200 / 1440, 3],
    ['a limit a day, untouched so far', limitOf('requests', '200', '199', '7m12s'), 199 + 60 / 432, 199],
    ['no time', limitOf('requests', '60', '10', null), null, 10],
    ['a date for a time', limitOf('requests', '60', '10', '1765432100'), null, 10],
    ['no remainder', limitOf('requests', '60', null, '1s'), null, null],
    ['only a remainder', limitOf('requests', null, '4', null), null, 4],
    ['a limit of nothing', limitOf('requests', '0', '0', '0s'), null, 0],
    ['nonsense beside a number', limitOf('requests', 'many', '4', '1s'), null, 4],
  ])('%s', (_what, headers, perMinute, remaining) => {
    const limit = readRateLimit(headers)
    if (perMinute === null) expect(limit?.perMinute).toBeNull()
    else expect(limit?.perMinute).toBeCloseTo(perMinute, 6)
    expect(limit?.remaining).toBe(remaining)
  })

  it('says nothing where the answer says nothing', () => {
    expect(readRateLimit(undefined)).toBeNull()
    expect(readRateLimit(new Headers({ 'content-type': 'text/html' }))).toBeNull()
    expect(readRateLimit(limitOf('requests', '-1', 'none', '1s'))).toBeNull()
    expect(readRateLimit(limitOf('tokens', '100000', '0', '6m0s'))).toBeNull()
  })

  it('believes the narrower of images and requests', () => {
    const both = limitOf('images', '5', '4', '12s')
    for (const [name, value] of limitOf('requests', '500', '2', '59.8s')) both.set(name, value)
    expect(readRateLimit(both)).toEqual({ perMinute: 5, remaining: 2 })
  })
})

describe('with the headers of the sandbox', () => {
  it('reads the rate that is set, whatever was taken when', () => {
    // A fixed row of numbers that look random: the same on every machine.
    let seed = 7
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647
    }
    for (let round = 0; round < 200; round++) {
      const rate = 1 + Math.floor(random() * (round % 2 ? 10 : 600))
      const sandbox = new SandboxLimit()
      let nowMs = random() * 1e6
      for (let call = 0; call < 40; call++) {
        nowMs += (random() * 3 * 60_000) / rate
        const [headers, isRefused] = ask(sandbox, rate, nowMs)
        const limit = readRateLimit(new Headers(headers))
        expect(limit?.perMinute, JSON.stringify(headers)).toBe(rate)
        expect(limit?.remaining).toBeGreaterThanOrEqual(0)
        if (isRefused) expect(limit?.remaining).toBe(0)
      }
    }
  })
})

function ask(sandbox: SandboxLimit, rate: number, nowMs: number): [Record<string, string>, boolean] {
  try {
    return [sandbox.take('key', 'gpt-image-2', 1, rate, nowMs), false]
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return [error.headers, true]
  }
}
