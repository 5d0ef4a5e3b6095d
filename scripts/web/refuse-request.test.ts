import { describe, expect, it } from 'vitest'
import { refuseRequest } from './refuse-request.ts'

const request = { method: 'GET', url: '/zh', headers: { host: 'localhost:3000' } }

describe('refuseRequest', () => {
  it.each(['localhost:3000', 'LOCALHOST', '127.0.0.1:3000', '[::1]:3000'])('lets %s in', (host) => {
    expect(refuseRequest({ ...request, headers: { host } }, false)).toBeNull()
  })

  it.each(['evil.example:3000', 'localhost.evil.example', '127.0.0.1.evil.example', '', undefined])(
    'refuses the name %s on a site that is not public',
    (host) => expect(refuseRequest({ ...request, headers: { host } }, false)?.status).toBe(421),
  )

  it('lets every name in on a public site, whose proxy decides', () => {
    expect(refuseRequest({ ...request, headers: { host: 'huafang.example' } }, true)).toBeNull()
  })

  it('refuses methods that Next fails on, and addresses that cannot be decoded', () => {
    expect(refuseRequest({ ...request, method: 'TRACE' }, false)?.status).toBe(405)
    expect(refuseRequest({ ...request, url: '/en/%ff' }, false)?.status).toBe(400)
    expect(refuseRequest({ ...request, url: '/en/studio?x=%ff' }, false)).toBeNull()
  })
})
