import type { Random } from './chaos-random.ts'

/** One job that a user will ask for. Its prompt is its own, so that its calls can be told from all others. */
export interface Order {
  user: number
  clientKey: string
  model: string
  prompt: string
  n: number
  /** How long after it was made its user cancels it; null never. */
  cancelAfterMs: number | null
}

/** What the provider does to a job's calls, by the sandbox's magic words, and how many orders of a hundred get it. */
const faults: readonly (readonly [string, number])[] = [
  ['[[429:1:once]]', 4],
  ['[[429:2:x2]]', 3],
  ['[[500:once]]', 4],
  ['[[500:x2]]', 2],
  ['[[500]]', 2],
  ['[[503:once]]', 4],
  ['[[drop:once]]', 4],
  ['[[drop]]', 2],
  ['[[drop-stream:once]]', 4],
  ['[[stream-error:once]]', 2],
  ['[[truncated:once]]', 2],
  ['[[blocked]]', 1],
  ['[[delay:2s]]', 6],
  ['[[delay:6s:once]]', 3],
]

/** The cheap ones to paint, streaming and not, answered by bytes and by address. */
const models = ['dall-e-2', 'dall-e-2', 'gpt-image-1-mini', 'gpt-image-2'] as const

const uuid = (random: Random) =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`
const hex = (random: Random, length: number) =>
  Array.from({ length }, () => random.whole(0, 15).toString(16)).join('')

function pickFault(random: Random): string {
  let place = random.number(100)
  for (const [word, share] of faults) {
    place -= share
    if (place < 0) return word
  }
  return ''
}

/** Orders of several users that come to exactly `images` images, in the order in which they are made. */
export function makeOrders(random: Random, { images, users }: { images: number; users: number }): Order[] {
  const orders: Order[] = []
  for (let left = images; left > 0; ) {
    const n = Math.min(left, random.whole(1, 4))
    left -= n
    orders.push({
      user: random.whole(0, users - 1),
      clientKey: uuid(random),
      model: random.pick(models),
      prompt: `a fox, order ${orders.length} ${pickFault(random)}`,
      n,
      cancelAfterMs: random.chance(0.08) ? random.whole(0, 8000) : null,
    })
  }
  return orders
}
