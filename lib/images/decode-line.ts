/** How many wait already, so that nobody joins them. */
export class LineFullError extends Error {
  override name = 'LineFullError'
}

export interface LineOptions {
  /** So many work at once. */
  places: number
  /** So many wait, all users together, and of one user. */
  max: number
  maxOfUser: number
  /** Whoever has nobody waiting may join until so many do: a few users alone cannot close the line for the others. */
  maxWithNewcomers: number
}

interface Waiting {
  userId: string
  begin: () => void
}

export interface Line {
  /**
   * Runs `work` when it is its turn.
   * @throws LineFullError; the signal's reason when whoever asked has gone before
   */
  inTurn<Result>(userId: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result>
  /** @throws LineFullError when `inTurn` would */
  check(userId: string): void
}

/** First come first served, but nobody gets a second place while somebody without one waits. */
export function createLine({ places, max, maxOfUser, maxWithNewcomers }: LineOptions): Line {
  const running: string[] = []
  const waiting: Waiting[] = []

  function check(userId: string): void {
    if (running.length < places) return
    const ofUser = waiting.filter((each) => each.userId === userId).length
    const room = ofUser === 0 ? maxWithNewcomers : max
    if (waiting.length >= room || ofUser >= maxOfUser) throw new LineFullError()
  }

  function turnOf(userId: string, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const leave = () => {
      waiting.splice(waiting.indexOf(self), 1)
      reject(signal.reason)
    }
    const begin = () => {
      signal.removeEventListener('abort', leave)
      resolve()
    }
    const self: Waiting = { userId, begin }
    waiting.push(self)
    signal.addEventListener('abort', leave, { once: true })
    return promise
  }

  function beginNext(): void {
    const without = waiting.findIndex(({ userId }) => !running.includes(userId))
    const [next] = waiting.splice(Math.max(0, without), 1)
    if (!next) return
    running.push(next.userId)
    next.begin()
  }

  return {
    check,
    async inTurn(userId, signal, work) {
      signal.throwIfAborted()
      check(userId)
      if (running.length < places) running.push(userId)
      else await turnOf(userId, signal)
      try {
        return await work()
      } finally {
        running.splice(running.indexOf(userId), 1)
        beginNext()
      }
    },
  }
}
