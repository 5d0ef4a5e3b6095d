import { describe, expect, it } from 'vitest'
import { dayEnd, dayOf, dayStart, isDay, isTimeZone, monthStarts } from './day.ts'

describe('days', () => {
  it.each([
    ['2026-11-22', 'Asia/Shanghai', '2026-11-21T16:00:00.000Z'],
    ['2026-11-22', 'America/Los_Angeles', '2026-11-22T08:00:00.000Z'],
    // Clocks go forward and back on these days.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-07-01', 'Asia/Kathmandu', '2026-06-30T18:15:00.000Z'],
  ])('%s in %s begins at %s', (text, timeZone, instant) => {
    expect(dayStart(text, timeZone).toISOString()).toBe(instant)
    expect(dayOf(dayStart(text, timeZone), timeZone)).toBe(text)
    expect(dayOf(new Date(dayEnd(text, timeZone).getTime() - 1), timeZone)).toBe(text)
  })

  it.each(['2026-02-29', '2026-13-01', '26-01-01', 'today', '0001-01-01', '2026-1-1'])(
    '%s is none',
    (text) => {
      expect(isDay(text)).toBe(false)
    },
  )
})

it('months begin in the time zone, from the first to the last, over the end of a year', () => {
  const starts = (from: string, to: string, timeZone: string) =>
    monthStarts(new Date(from), new Date(to), timeZone).map((start) => start.toISOString())
  expect(starts('2025-11-30T16:00:00Z', '2026-01-31T15:59:59Z', 'Asia/Shanghai')).toEqual([
    '2025-11-30T16:00:00.000Z',
    '2025-12-31T16:00:00.000Z',
  ])
  expect(starts('2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z', 'Europe/Berlin')).toEqual([
    '2026-02-28T23:00:00.000Z',
    '2026-03-31T22:00:00.000Z',
  ])
  expect(starts('2026-04-01T00:00:00Z', '2026-03-01T00:00:00Z', 'UTC')).toEqual([])
})

it('knows a time zone by its name only', () => {
  const names = ['Asia/Shanghai', 'UTC', 'Europe/Kyiv', '+08:00', 'Asia/Nowhere', '']
  expect(names.map(isTimeZone)).toEqual([true, true, true, false, false, false])
})
