import { describe, expect, it } from 'vitest'
import { missingSides, readOwnSize, sizeAsText } from './read-own-size.ts'

describe('readOwnSize', () => {
  it('reads a pair of whole numbers, and leading zeros as none', () => {
    expect(readOwnSize({ width: '1024', height: '768' })).toBe('1024x768')
    expect(readOwnSize({ width: '01024', height: '768' })).toBe('1024x768')
    expect(readOwnSize(sizeAsText('1536x1024'))).toBe('1536x1024')
  })

  it.each([
    ['', '768', ['width']],
    ['1024', '', ['height']],
    ['0', '768', ['width']],
    ['', '00', ['width', 'height']],
    ['123456', '768', ['width']],
  ])('has no size for %j × %j and names the fields', (width, height, sides) => {
    expect(readOwnSize({ width, height })).toBeNull()
    expect(missingSides({ width, height })).toEqual(sides)
  })

  it('misses nothing in a whole pair', () => {
    expect(missingSides({ width: '1', height: '99999' })).toEqual([])
  })
})
