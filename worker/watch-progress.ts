const STALLED_AFTER_MS = 60_000
const LOOKS = 60
/** So many looks without a turn, and a loop is not said to turn any more. */
const QUIET_LOOKS = 15
/** So many looks after the last call in hand has ended, its picture is in storage, whatever the database does. */
const STORING_LOOKS = 15

export interface ProgressWatch {
  /** To be called at each turn of a loop, whether it went well or not; the first call begins to watch that loop. */
  progress(loop: string): void
  /** The loop has come to its end, and is not watched any more. */
  ended(loop: string): void
  /** Whether every loop has turned within the last quarter of the time after which one counts as stalled. */
  turning(): boolean
  stop(): void
}

/**
 * Watches loops that wait for others, such as the database, which may never answer. `onStall` is called once, with the loop's
 * name, when one has not turned for `stalledAfterMs`. As many looks are counted, not the time: a machine that slept, a
 * stopped process or a blocked event loop gets its whole time again.
 *
 * With `calls` it spares a worker that has calls in hand, for as long as one may take: each costs money, and when it comes home
 * its picture is stored without the database and settled from there later. The end would throw it away and call again.
 */
export function watchProgress(options: {
  onStall: (loop: string) => void
  stalledAfterMs?: number
  calls?: { inHand: () => number; timeoutMs: number }
}): ProgressWatch {
  const { onStall, stalledAfterMs = STALLED_AFTER_MS, calls } = options
  const lookMs = stalledAfterMs / LOOKS
  const spareLooks = calls ? Math.ceil(calls.timeoutMs / lookMs) + STORING_LOOKS : 0
  const missedByLoop = new Map<string, number>()
  let looksSinceCall = STORING_LOOKS

  function look(): void {
    looksSinceCall = calls && calls.inHand() > 0 ? 0 : looksSinceCall + 1
    const isSpared = looksSinceCall < STORING_LOOKS
    for (const [loop, missed] of missedByLoop) {
      missedByLoop.set(loop, missed + 1)
      if (missed + 1 < LOOKS + (isSpared ? spareLooks : 0)) continue
      clearInterval(timer)
      onStall(loop)
      return
    }
  }

  const timer = setInterval(look, lookMs)
  timer.unref()
  return {
    progress: (loop) => void missedByLoop.set(loop, 0),
    ended: (loop) => void missedByLoop.delete(loop),
    turning: () => [...missedByLoop.values()].every((missed) => missed < QUIET_LOOKS),
    stop: () => clearInterval(timer),
  }
}
