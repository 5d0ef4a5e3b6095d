'use client'

import { useEffect } from 'react'
import type { WalletView } from '#components/queries/answers.ts'
import { useWallet } from '#components/queries/use-wallet.ts'
import { tellWallet } from './live-wallet.ts'

/**
 * Keeps the header's balance true while a work page is open. Draws nothing. Because the wallet is asked for whenever the page is
 * looked at again, it is also how each of these pages hears that the session has ended.
 */
export function WalletTeller(props: { initial: WalletView }) {
  const wallet = useWallet(props.initial)
  useEffect(() => {
    if (wallet) tellWallet(wallet)
  }, [wallet])
  return null
}
