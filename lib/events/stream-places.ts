/** More open streams than anybody has browsers: those beyond are left behind by proxies and lost laptops. */
export const STREAMS_MAX = 8

interface Holder {
  huafangEventStreams?: Map<string, Set<() => void>>
}

/** On `globalThis`, like the hub: Next may load a module twice in one process. */
function streams(): Map<string, Set<() => void>> {
  const holder = globalThis as Holder
  holder.huafangEventStreams ??= new Map()
  return holder.huafangEventStreams
}

/**
 * Counts a user's open streams in this web process. At the limit the oldest gives way, not the newest: it is the likeliest to be
 * dead without anybody knowing, and somebody who looks at a page now must not be shut out by it.
 * @param giveWay ends the stream
 * @returns a function that frees the place
 */
export function takePlace(userId: string, giveWay: () => void): () => void {
  const all = streams()
  const mine = all.get(userId) ?? new Set()
  all.set(userId, mine.add(giveWay))
  const [oldest] = mine
  if (mine.size > STREAMS_MAX && oldest) {
    mine.delete(oldest)
    oldest()
  }
  return () => {
    mine.delete(giveWay)
    if (mine.size === 0 && all.get(userId) === mine) all.delete(userId)
  }
}
