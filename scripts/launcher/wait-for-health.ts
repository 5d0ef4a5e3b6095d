import { setTimeout as delay } from 'node:timers/promises'

/** Fulfilled when the address answers with 200; rejected when `signal` aborts. */
export async function waitForHealth(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const answer = await fetch(url, { signal }).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await delay(50, undefined, { signal })
  }
}
