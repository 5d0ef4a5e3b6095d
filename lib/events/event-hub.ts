import { type Listener, listen } from '#lib/listen.ts'
import { EVENTS_CHANNEL } from './append-events.ts'

/**
 * Wakes the streams of this web process: one listening connection for all of them. Next may load a module twice in one
 * process, so the hub lives on `globalThis`.
 */
interface Hub {
  listener: Listener
  wakersByUser: Map<string, Set<() => void>>
}

function createHub(): Hub {
  const wakersByUser: Hub['wakersByUser'] = new Map()
  const listener = listen(EVENTS_CHANNEL, (userId) => {
    const groups = userId === null ? [...wakersByUser.values()] : [wakersByUser.get(userId) ?? []]
    for (const wakers of groups) for (const wake of wakers) wake()
  })
  return { listener, wakersByUser }
}

/** Calls `wake` whenever the user may have new events. @returns a function that ends it */
export function subscribe(userId: string, wake: () => void): () => void {
  const holder = globalThis as { huafangEventHub?: Hub }
  holder.huafangEventHub ??= createHub()
  const { wakersByUser } = holder.huafangEventHub
  const wakers = wakersByUser.get(userId) ?? new Set()
  wakersByUser.set(userId, wakers.add(wake))
  return () => {
    wakers.delete(wake)
    if (wakers.size === 0 && wakersByUser.get(userId) === wakers) wakersByUser.delete(userId)
  }
}
