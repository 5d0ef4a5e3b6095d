import { describe, expect, it } from 'vitest'
import { safeNextPath } from './safe-next-path.ts'

describe('safeNextPath', () => {
  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', null])(
    'does not leave the site for %s',
    (next) => {
      expect(safeNextPath(next, '/zh/studio')).toBe('/zh/studio')
    },
  )

  it('keeps a path of our own', () => {
    expect(safeNextPath('/en/pictures/1?x=2', '/zh/studio')).toBe('/en/pictures/1?x=2')
  })
})
