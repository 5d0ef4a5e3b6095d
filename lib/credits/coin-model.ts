import type { Grant } from './grant.ts'

// What the ledger should do, told in the simplest way: every credit is a coin of its own. For tests.

export interface Coin {
  kind: Grant['kind']
  /** Milliseconds; Infinity for never. */
  expiresAt: number
  createdAt: number
  state: 'available' | 'spent' | 'expired' | `held by ${string}`
}

const rank = { sandbox: 0, bonus: 1, purchased: 2 }

function spendOrder(a: Coin, b: Coin): number {
  const sandboxFirst = Number(b.kind === 'sandbox') - Number(a.kind === 'sandbox')
  const soonest = a.expiresAt === b.expiresAt ? 0 : a.expiresAt - b.expiresAt
  return sandboxFirst || soonest || rank[a.kind] - rank[b.kind] || a.createdAt - b.createdAt
}

export class CoinModel {
  coins: Coin[] = []

  private inState(state: Coin['state']): Coin[] {
    return this.coins.filter((coin) => coin.state === state).sort(spendOrder)
  }

  spendable(provider: string, now: number): Coin[] {
    return this.inState('available').filter(
      (coin) => coin.expiresAt > now && (coin.kind !== 'sandbox' || provider === 'sandbox'),
    )
  }

  held(reference: string): Coin[] {
    return this.inState(`held by ${reference}`)
  }

  allHeld(): number {
    return this.coins.filter((coin) => coin.state.startsWith('held')).length
  }

  grant(kind: Coin['kind'], amount: number, expiresAt: number, createdAt: number): void {
    for (let i = 0; i < amount; i++) this.coins.push({ kind, expiresAt, createdAt, state: 'available' })
  }

  expire(now: number): number {
    const due = this.inState('available').filter((coin) => coin.expiresAt <= now)
    for (const coin of due) coin.state = 'expired'
    return due.length
  }

  hold(reference: string, amount: number, provider: string, now: number): boolean {
    this.expire(now)
    const spendable = this.spendable(provider, now)
    if (spendable.length < amount) return false
    for (const coin of spendable.slice(0, amount)) coin.state = `held by ${reference}`
    return true
  }

  settle(reference: string, amount: number): boolean {
    const held = this.held(reference)
    if (held.length < amount) return false
    for (const coin of held.slice(0, amount)) coin.state = 'spent'
    return true
  }

  release(reference: string, amount: number, now: number): boolean {
    const held = this.held(reference)
    if (held.length < amount) return false
    for (const coin of held.slice(held.length - amount)) {
      coin.state = 'available'
      if (coin.expiresAt > now) continue
      coin.expiresAt = now + 7 * 86_400_000
      coin.createdAt = now
    }
    return true
  }
}
