import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

/** Each of our proxies appends the address it was called from, so only the last `hops` entries are no client's own words. */
function forwardedAddress(header: string | string[] | undefined, hops: number): string | undefined {
  const list = [header ?? []].flat().join(',').split(',')
  const address = list[list.length - hops]?.trim() ?? ''
  return isIP(address) ? address : undefined
}

/**
 * Who called: the socket's address or, behind `trustedProxyHops` proxies of the operator's own, the entry of
 * X-Forwarded-For that the outermost of them wrote. IPv4 comes as IPv4, also through an IPv6 socket.
 */
export function clientAddressOf(
  socketAddress: string | undefined,
  headers: IncomingHttpHeaders,
  trustedProxyHops: number,
): string {
  const forwarded =
    trustedProxyHops > 0 ? forwardedAddress(headers['x-forwarded-for'], trustedProxyHops) : undefined
  return (forwarded ?? socketAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '')
}
