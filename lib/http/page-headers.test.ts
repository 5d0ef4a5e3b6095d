import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, isIndexed, nonceOf, type PagePolicy } from './page-headers.ts'

const built: PagePolicy = { nonce: 'abc', development: false, https: true, formOrigins: [] }

function directive(policy: PagePolicy, name: string): string[] {
  const found = contentSecurityPolicy(policy)
    .split('; ')
    .find((each) => each.split(' ')[0] === name)
  return found?.split(' ').slice(1) ?? []
}

describe('the policy of a built site', () => {
  it('runs no script without the nonce', () => {
    expect(directive(built, 'script-src')).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"])
  })

  it('takes styles from files, and from attributes', () => {
    expect(directive(built, 'style-src')).not.toContain("'unsafe-inline'")
    expect(directive(built, 'style-src-attr')).toEqual(["'unsafe-inline'"])
  })

  it('lets no page frame it, and forms lead only to us and where people sign in', () => {
    expect(directive(built, 'frame-ancestors')).toEqual(["'none'"])
    const github = { ...built, formOrigins: ['https://github.com'] }
    expect(directive(github, 'form-action')).toEqual(["'self'", 'https://github.com'])
  })

  it('asks for https only where the site has it', () => {
    expect(contentSecurityPolicy(built)).toContain('upgrade-insecure-requests')
    expect(contentSecurityPolicy({ ...built, https: false })).not.toContain('upgrade-insecure-requests')
  })
})

describe('nonceOf', () => {
  it('finds the nonce that the policy was made with', () => {
    const nonce = 'a+/9=='
    const policy = contentSecurityPolicy({ nonce, development: false, https: true, formOrigins: [] })
    expect(nonceOf(policy)).toBe(nonce)
    expect(nonceOf(null)).toBeUndefined()
  })
})

describe('isIndexed', () => {
  it.each(['/zh', '/en/terms', '/en/sign-in'])('lets search engines show %s', (path) => {
    expect(isIndexed(path)).toBe(true)
  })

  it.each(['/zh/studio', '/en/pictures/1', '/en/verify-email', '/en/terms/x'])(
    'keeps %s from them',
    (path) => {
      expect(isIndexed(path)).toBe(false)
    },
  )
})
