/**
 * How many pictures a process converts at once. Each takes a thread of libuv's four and up to some hundred megabytes; files and
 * passwords need threads, too.
 */
const PLACES = 2

let running = 0
const waiting: (() => void)[] = []

/**
 * Runs `work` when there is a place, first come first served. What waits should hold no bytes yet.
 * @throws the signal's reason when whoever asked has gone before it was their turn
 */
export async function inExportTurn<Result>(
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  if (running >= PLACES) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    signal.throwIfAborted()
    return await work()
  } finally {
    // The place goes to the next in line, or is free.
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
