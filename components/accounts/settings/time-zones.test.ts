import { describe, expect, it } from 'vitest'
import { clockIn, timeZoneGroups } from './time-zones.ts'

describe('timeZoneGroups', () => {
  it('finds zones under their area by their city', () => {
    const groups = timeZoneGroups(null)
    expect(groups.find(({ area }) => area === 'Asia')?.zones).toContainEqual({
      name: 'Asia/Shanghai',
      city: 'Shanghai',
    })
    const america = groups.find(({ area }) => area === 'America')?.zones.map(({ city }) => city) ?? []
    expect(america).toContain('New York')
    expect(america).toContain('Salta, Argentina')
    expect(america).toEqual([...america].sort((a, b) => a.localeCompare(b, 'en')))
  })

  it('holds the chosen one, though the browser calls it otherwise', () => {
    const chosen = timeZoneGroups('Etc/GMT+5').flatMap(({ zones }) => zones)
    expect(chosen).toContainEqual({ name: 'Etc/GMT+5', city: 'GMT+5' })
  })
})

describe('clockIn', () => {
  const now = new Date('2026-11-22T06:05:00Z')

  it('says the time, the name and the offset', () => {
    expect(clockIn('Asia/Shanghai', now, 'zh')).toBe('14:05 · 中国标准时间 · UTC+8')
    expect(clockIn('America/New_York', now, 'en')).toBe('01:05 · Eastern Standard Time · UTC−5')
  })
})
