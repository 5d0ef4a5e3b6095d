import { afterEach, describe, expect, it } from 'vitest'
import { env } from '#lib/env.ts'
import { mayScrape } from './may-scrape.ts'

const before = { ...env }
afterEach(() => Object.assign(env, before))

const here = { authorization: null, host: 'localhost:3000', address: '127.0.0.1' }

describe('without a token', () => {
  it.each(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'])('lets %s in', (address) => {
    expect(mayScrape({ ...here, address })).toBe(true)
  })

  it.each(['10.0.0.7', '203.0.113.7', 'unknown', '', '127.0.0.1.evil', '::ffff:10.0.0.7'])(
    'keeps “%s” out',
    (address) => expect(mayScrape({ ...here, address })).toBe(false),
  )

  it('keeps a page out whose name was made to point here', () => {
    expect(mayScrape({ ...here, host: 'evil.example:3000' })).toBe(false)
    expect(mayScrape({ ...here, host: undefined })).toBe(false)
  })

  it('keeps everybody out of a public site, whose proxy may call from here', () => {
    Object.assign(env, { isPublic: true })
    expect(mayScrape(here)).toBe(false)
  })
})

describe('with a token', () => {
  const far = { host: 'huafang.example', address: '203.0.113.7' }

  it.each([
    ['Bearer a token for Prometheus', true],
    ['Bearer a token for Prometheuz', false],
    ['a token for Prometheus', false],
    ['Bearer ', false],
    [null, false],
  ])('%s: %s, from wherever', (authorization, allowed) => {
    Object.assign(env, { METRICS_TOKEN: 'a token for Prometheus', isPublic: true })
    expect(mayScrape({ ...far, authorization })).toBe(allowed)
  })

  it('asks for it on this machine, too', () => {
    Object.assign(env, { METRICS_TOKEN: 'a token for Prometheus' })
    expect(mayScrape(here)).toBe(false)
  })
})
