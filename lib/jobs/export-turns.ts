import { AppError } from '#lib/http/app-error.ts'

/**
 * How many pictures a process converts at once. Each takes a thread of libuv's four and up to some hundred megabytes; files and
 * passwords need threads, too.
 */
const PLACES = 2
/** So many may wait, all users together: the last one's browser has not given up yet. */
const LINE_MAX = 20
/** Of those so many of one user: a menu's worth, and nobody fills the line alone. */
const LINE_MAX_OF_USER = 4
/** A long conversion takes about two seconds. */
const RETRY_AFTER_SECONDS = 5

interface Waiting {
  userId: string
  begin: () => void
}

/** Whose pictures are being converted. */
const running = new Set<string>()
let line: Waiting[] = []

/**
 * Runs `work` when there is a place and the user has no other one: first come first served, past those whose user is being served.
 * What waits should hold no bytes yet.
 * @throws AppError too_many_requests when the line is full; the signal's reason when whoever asked has gone before it was their turn
 */
export async function inExportTurn<Result>(
  userId: string,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted()
  if (mayBegin(userId)) running.add(userId)
  else await turnOf(userId, signal)
  try {
    return await work()
  } finally {
    running.delete(userId)
    beginNext()
  }
}

function mayBegin(userId: string): boolean {
  return running.size < PLACES && !running.has(userId)
}

/** Ends when the user has been given a place. Whoever goes leaves the line at once, so that it is not full of the gone. */
function turnOf(userId: string, signal: AbortSignal): Promise<void> {
  const ofUser = line.filter((each) => each.userId === userId).length
  if (line.length >= LINE_MAX || ofUser >= LINE_MAX_OF_USER) {
    throw new AppError('too_many_requests', {
      params: { seconds: RETRY_AFTER_SECONDS },
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    })
  }
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const leave = () => {
    line = line.filter((each) => each !== waiting)
    reject(signal.reason)
  }
  const waiting: Waiting = {
    userId,
    begin: () => {
      signal.removeEventListener('abort', leave)
      resolve()
    },
  }
  line.push(waiting)
  signal.addEventListener('abort', leave, { once: true })
  return promise
}

function beginNext(): void {
  const next = line.find(({ userId }) => mayBegin(userId))
  if (!next) return
  line = line.filter((each) => each !== next)
  running.add(next.userId)
  next.begin()
}
