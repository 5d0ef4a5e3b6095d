import { describe, expect, it } from 'vitest'
import { safeNextPath } from './safe-next-path.ts'

describe('safeNextPath', () => {
  it.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n\\evil.example',
    '/.//evil.example',
    '/\t',
    '//',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    null,
  ])('does not leave the site for %j', (next) => {
    const path = safeNextPath(next, '/zh/studio')
    expect(new URL(path, 'https://huafang.example').origin).toBe('https://huafang.example')
    expect(['/zh/studio', '/']).toContain(path)
  })

  it('keeps a path of our own', () => {
    expect(safeNextPath('/en/pictures/1?x=2', '/zh/studio')).toBe('/en/pictures/1?x=2')
  })
})
