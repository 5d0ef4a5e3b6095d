'use client'

import { useEffect } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { verifiedKey } from './verified-key.ts'

/** Tells in the studio what verifying brought: that page is left at once. */
export function BonusToast() {
  const t = useTranslate('accounts')
  useEffect(() => {
    // Not with everything else that a page does first: the browser fetches a tab's storage from another process.
    const later = setTimeout(() => {
      if (!hasVerified()) return
      // The statement tells of the credits, too.
      void import('./tell-bonus.ts').then(({ tellBonus }) => tellBonus(t)).catch(() => {})
    })
    return () => clearTimeout(later)
  }, [t])
  return null
}

function hasVerified(): boolean {
  try {
    return sessionStorage.getItem(verifiedKey) !== null
  } catch {
    return false
  }
}
