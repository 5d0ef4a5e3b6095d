import type { BreakageName } from './chaos-breakages.ts'

export interface ChaosOptions {
  images: number
  users: number
  workers: number
  /** Orders are placed over so long. */
  ordersMs: number
  /** The storm ends when no more than so many images are left, or after so long. */
  calmWhenLeft: number
  stormMsMax: number
  /** From one breakage to the next. */
  pauseMs: [number, number]
  /** Done first, in this order, each once an image is at the provider; random ones follow. */
  first: readonly BreakageName[]
  /** A website too, if one is built. */
  web: boolean
}

export const longForm: ChaosOptions = {
  images: 500,
  users: 8,
  workers: 3,
  ordersMs: 60_000,
  calmWhenLeft: 40,
  stormMsMax: 12 * 60_000,
  pauseMs: [1000, 7000],
  first: ['workerKilled', 'sandboxKilled', 'databaseKilled', 'workerAsleep', 'everythingKilled'],
  web: true,
}

/** Small enough for every test run: each part is killed once. */
export const shortForm: ChaosOptions = {
  images: 40,
  users: 4,
  workers: 2,
  ordersMs: 3000,
  calmWhenLeft: 20,
  stormMsMax: 25_000,
  pauseMs: [300, 800],
  first: ['workerKilled', 'sandboxKilled', 'databaseKilled', 'workerTerminated'],
  web: false,
}
