import { isIP } from 'node:net'

/** Set by our own server from the socket, or from the proxies it was told to trust; whatever a client sends there is overwritten. */
const ADDRESS_HEADER = 'x-client-address'

/** The client's IP address, or `unknown`. `x-forwarded-for` is not read: any client can send one. */
export function clientAddress(headers: Headers): string {
  return parseAddress(headers.get(ADDRESS_HEADER)) ?? 'unknown'
}

function parseAddress(value: string | null): string | undefined {
  const address = value?.trim().toLowerCase().replace(/%.*$/, '')
  return address && isIP(address) ? address : undefined
}

/**
 * What counts as one visitor's network: an IPv4 address, or the /64 of an IPv6 address, because one customer gets at least
 * a /64 and could use each of its addresses once. IPv4 written as IPv6 counts as IPv4.
 */
export function networkOf(address: string): string {
  const ip = parseAddress(address)
  if (!ip) return 'unknown'
  if (isIP(ip) === 4) return ip
  const groups = expandIpv6(ip)
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.')
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** The eight 16-bit groups of a valid IPv6 address, a dotted tail (`::ffff:192.0.2.1`) included. */
function expandIpv6(ip: string): number[] {
  const [head = [], tail] = ip.split('::').map(groupsOf)
  if (!tail) return head
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => 0)
  return [...head, ...zeros, ...tail]
}

function groupsOf(part: string): number[] {
  if (part === '') return []
  return part.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)]
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
    return [(a << 8) | b, (c << 8) | d]
  })
}
