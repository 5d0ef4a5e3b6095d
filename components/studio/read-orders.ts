import { parseDraft } from './draft-storage.ts'
import type { AskedOrder, Order } from './order-line.ts'
import { orderKeyOf } from './order-storage.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const whys = ['late', 'price', 'refused'] as const

function parseOrder(clientKey: string, text: string | null): Order | AskedOrder | null {
  const kept: unknown = JSON.parse(text ?? 'null')
  if (!uuid.test(clientKey) || typeof kept !== 'object' || kept === null) return null
  if (!('form' in kept && 'quoteCredits' in kept && 'givenAt' in kept)) return null
  const { quoteCredits, givenAt } = kept
  const form = parseDraft(JSON.stringify(kept.form))
  if (!form || typeof quoteCredits !== 'number' || typeof givenAt !== 'number') return null
  const order = { clientKey, form, quoteCredits, givenAt }
  const why = 'why' in kept && whys.find((each) => each === kept.why)
  return why ? { ...order, why } : order
}

/** The orders of this tab that the server has not answered, oldest first; what cannot be read is thrown away. */
export function readOrders(userId: string): (Order | AskedOrder)[] {
  const prefix = orderKeyOf(userId)
  const orders: (Order | AskedOrder)[] = []
  for (const key of Object.keys(sessionStorage).filter((each) => each.startsWith(prefix))) {
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
