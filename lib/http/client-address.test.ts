import { describe, expect, it } from 'vitest'
import { clientAddress, networkOf } from './client-address.ts'

describe('clientAddress', () => {
  it('reads the header of our own server and no other', () => {
    const headers = new Headers({ 'x-forwarded-for': '198.51.100.7', 'x-client-address': '203.0.113.9' })
    expect(clientAddress(headers)).toBe('203.0.113.9')
    expect(clientAddress(new Headers({ 'x-forwarded-for': '198.51.100.7' }))).toBe('unknown')
    expect(clientAddress(new Headers({ 'x-client-address': 'not an address' }))).toBe('unknown')
  })
})

describe('networkOf', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::FFFF:cb00:7109', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', 'unknown'],
    ['203.0.113.999', 'unknown'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
