import type { OrderStore } from './order-line.ts'

/** Each order under a key of its own, by user, in this tab alone: the next person at this browser finds nothing. */
export function orderKeyOf(userId: string): string {
  return `huafang.order.1.${userId}.`
}

/** Orders that the server has not answered, kept over a reload of this tab. Storage may be full or forbidden. */
export function createOrderStore(userId: string): OrderStore {
  const prefix = orderKeyOf(userId)
  return {
    put(order) {
      try {
        sessionStorage.setItem(prefix + order.clientKey, JSON.stringify(order))
      } catch {
        // Then it is sent as long as the page is open.
      }
    },
    remove(clientKey) {
      try {
        sessionStorage.removeItem(prefix + clientKey)
      } catch {
        // It never came there.
      }
    },
  }
}
