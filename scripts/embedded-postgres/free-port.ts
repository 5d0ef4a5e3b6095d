import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export function isFree(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host }, () => probe.close(() => resolve(true)))
  })
}

/** Fulfilled with whether the port came free in time: the parts of a killed start need a moment to end. */
export async function waitForPort(
  port: number,
  host: string | undefined,
  timeoutMs: number,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs
  while (!(await isFree(port, host))) {
    if (Date.now() > deadline) return false
    await delay(100)
  }
  return true
}

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (typeof address === 'object' && address) resolve(address.port)
        else reject(new Error('No free port'))
      })
    })
  })
}
