import { expect, it } from 'vitest'
import { clientAddressOf } from './client-address.ts'

const spoofed = { 'x-forwarded-for': '9.9.9.9, 203.0.113.7, 10.0.0.2' }

it.each([
  ['takes the socket when no proxy is trusted', '192.0.2.1', spoofed, 0, '192.0.2.1'],
  ['takes what the only proxy wrote', '10.0.0.1', spoofed, 1, '10.0.0.2'],
  ['counts from the right', '10.0.0.1', spoofed, 2, '203.0.113.7'],
  [
    'takes the socket when the list is too short',
    '10.0.0.1',
    { 'x-forwarded-for': '9.9.9.9' },
    2,
    '10.0.0.1',
  ],
  ['takes the socket when the entry is no address', '10.0.0.1', { 'x-forwarded-for': 'a, b' }, 1, '10.0.0.1'],
  ['takes the socket without the header', '10.0.0.1', {}, 1, '10.0.0.1'],
  ['knows IPv6', '10.0.0.1', { 'x-forwarded-for': '2001:db8::1' }, 1, '2001:db8::1'],
  ['unwraps IPv4 in IPv6', '::ffff:192.0.2.1', {}, 0, '192.0.2.1'],
  ['is empty for a socket that is gone', undefined, {}, 0, ''],
])('%s', (_name, socket, headers, hops, expected) => {
  expect(clientAddressOf(socket, headers, hops)).toBe(expected)
})
