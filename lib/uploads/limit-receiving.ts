import { AppError } from '#lib/http/app-error.ts'

/** Three tabs send at once; a body may take half an hour and 50 MB of the disk. */
export const RECEIVING_MAX_OF_USER = 8
const RECEIVING_MAX = 100

/** Next loads a module once for each of its bundles; they count together. */
const holder = globalThis as { huafangReceiving?: Map<string, number> }
holder.huafangReceiving ??= new Map()
const receiving = holder.huafangReceiving

/**
 * Receives a body, while not too many are under way in this process.
 * @throws AppError decoders_busy
 */
export async function limitReceiving<Result>(
  userId: string,
  receive: () => Promise<Result>,
): Promise<Result> {
  const ofUser = receiving.get(userId) ?? 0
  const ofAll = receiving.values().reduce((sum, count) => sum + count, 0)
  if (ofUser >= RECEIVING_MAX_OF_USER || ofAll >= RECEIVING_MAX) {
    throw new AppError('decoders_busy', { retryAfterSeconds: 5 })
  }
  receiving.set(userId, ofUser + 1)
  try {
    return await receive()
  } finally {
    const left = (receiving.get(userId) ?? 1) - 1
    if (left > 0) receiving.set(userId, left)
    else receiving.delete(userId)
  }
}
