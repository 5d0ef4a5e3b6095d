import { setTimeout as delay } from 'node:timers/promises'

/** Longer than the work takes either way, password hash and letter included. */
const LEVEL_MS = 400

/** Answers no sooner than a fixed time, so that the time does not tell whether an address has an account. */
export async function levelTiming<Result>(work: () => Promise<Result>): Promise<Result> {
  const [result] = await Promise.all([work(), delay(LEVEL_MS)])
  return result
}
