import { verifiedKey } from './verified-key.ts'

const outcomes = ['granted', 'claimed', 'network_limit', 'none'] as const

/** What verifying an address brought. */
export interface Verified {
  bonus: (typeof outcomes)[number]
  /** Credits given this time. */
  bonusCredits: number
}

/** Keeps it over the full load that signing in needs, for this tab. */
export function keepVerified({ bonus, bonusCredits }: Verified): void {
  try {
    sessionStorage.setItem(verifiedKey, JSON.stringify({ bonus, bonusCredits }))
  } catch {
    // The statement tells of the credits, too.
  }
}

/** Gives it back once. */
export function takeVerified(): Verified | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(verifiedKey) ?? 'null')
    sessionStorage.removeItem(verifiedKey)
    if (typeof kept !== 'object' || kept === null || !('bonus' in kept) || !('bonusCredits' in kept)) {
      return null
    }
    const bonus = outcomes.find((outcome) => outcome === kept.bonus)
    return bonus ? { bonus, bonusCredits: Number(kept.bonusCredits) || 0 } : null
  } catch {
    return null
  }
}
