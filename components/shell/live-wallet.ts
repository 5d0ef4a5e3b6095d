import { useSyncExternalStore } from 'react'
import type { WalletView } from '#components/queries/answers.ts'

let latest: WalletView | null = null
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What the query cache of the work pages holds, for the header, which stands above that cache on every page. */
export function tellWallet(wallet: WalletView): void {
  if (wallet.available === latest?.available && wallet.held === latest.held) return
  latest = wallet
  for (const listener of listeners) listener()
}

/** The wallet as it was told last, else as the page came with it. */
export function useLatestWallet(initial: WalletView): WalletView {
  return useSyncExternalStore(
    subscribe,
    () => latest ?? initial,
    () => initial,
  )
}
