import { createHash, timingSafeEqual } from 'node:crypto'
import { env } from '#lib/env.ts'

const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i
const loopbackAddress = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/i

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/**
 * Whether a caller may read the metrics: with the token where METRICS_TOKEN is set; without one only from this machine, and
 * never on a public site. The name it calls us by counts as well: any website can let a name of its own point to 127.0.0.1.
 */
export function mayScrape(caller: {
  /** The `Authorization` header. */
  authorization: string | null | undefined
  /** The `Host` header. */
  host: string | null | undefined
  /** The caller's IP address. */
  address: string
}): boolean {
  if (env.METRICS_TOKEN) {
    // Hashes have one length and are compared in constant time.
    return timingSafeEqual(hash(caller.authorization ?? ''), hash(`Bearer ${env.METRICS_TOKEN}`))
  }
  return !env.isPublic && loopbackAddress.test(caller.address) && loopbackHost.test(caller.host ?? '')
}
