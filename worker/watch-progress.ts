const STALLED_AFTER_MS = 60_000
const LOOKS = 60
/** So many looks without a turn, and a loop is not said to turn any more. */
const QUIET_LOOKS = 15

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
 */
export function watchProgress(options: {
  onStall: (loop: string) => void
  stalledAfterMs?: number
}): ProgressWatch {
  const { onStall, stalledAfterMs = STALLED_AFTER_MS } = options
  const missedByLoop = new Map<string, number>()

  function look(): void {
    for (const [loop, missed] of missedByLoop) {
      missedByLoop.set(loop, missed + 1)
      if (missed + 1 < LOOKS) continue
      clearInterval(timer)
      onStall(loop)
      return
    }
  }

  const timer = setInterval(look, stalledAfterMs / LOOKS)
  timer.unref()
  return {
    progress: (loop) => void missedByLoop.set(loop, 0),
    ended: (loop) => void missedByLoop.delete(loop),
    turning: () => [...missedByLoop.values()].every((missed) => missed < QUIET_LOOKS),
    stop: () => clearInterval(timer),
  }
}
