import { setTimeout as delay } from 'node:timers/promises'

/** Asks again and again until it holds; what it throws counts as "not yet", so that parts may be down meanwhile. */
export async function untilHolds(
  what: string,
  holds: () => Promise<boolean> | boolean,
  { timeoutMs, everyMs = 50 }: { timeoutMs: number; everyMs?: number },
): Promise<void> {
  const deadline = performance.now() + timeoutMs
  for (let last: unknown; ; ) {
    try {
      if (await holds()) return
      last = undefined
    } catch (error) {
      last = error
    }
    if (performance.now() > deadline) throw new Error(`not in ${timeoutMs} ms: ${what}`, { cause: last })
    await delay(everyMs)
  }
}
