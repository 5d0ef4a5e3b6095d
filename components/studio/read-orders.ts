import { parseDraft } from './draft-storage.ts'
import type { AskedOrder, Order } from './order-line.ts'
import { orderKeyOf } from './order-storage.ts'

const whys = ['late', 'price', 'refused'] as const

/** Null where it is none. @throws SyntaxError, TypeError where it is not even an object */
function parseOrder(clientKey: string, text: string | null): Order | AskedOrder | null {
  const kept: Record<string, unknown> = JSON.parse(text ?? 'null')
  const { quoteCredits, givenAt } = kept
  const form = parseDraft(JSON.stringify(kept.form))
  if (!/^[\da-f-]{36}$/.test(clientKey) || !form) return null
  if (typeof quoteCredits !== 'number' || typeof givenAt !== 'number') return null
  const order = { clientKey, form, quoteCredits, givenAt }
  const why = whys.find((each) => each === kept.why)
  return why ? { ...order, why } : order
}

function keysOf(prefix: string): string[] {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(prefix))
  } catch {
    return []
  }
}

/**
 * The orders of this tab that the server has not answered, oldest first; what cannot be read is thrown away. Known before the first
 * click, which may be for one of them again.
 */
export function readOrders(userId: string): (Order | AskedOrder)[] {
  const prefix = orderKeyOf(userId)
  const orders: (Order | AskedOrder)[] = []
  for (const key of keysOf(prefix)) {
    let order: Order | AskedOrder | null = null
    try {
      order = parseOrder(key.slice(prefix.length), sessionStorage.getItem(key))
    } catch {
      // Written by something else.
    }
    if (order) orders.push(order)
    else sessionStorage.removeItem(key)
  }
  return orders.sort((a, b) => a.givenAt - b.givenAt)
}
