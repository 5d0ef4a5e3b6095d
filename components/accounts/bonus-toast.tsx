'use client'

import { useEffect } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { showToast } from '#components/ui/toast.ts'
import { takeVerified, type Verified } from './verified-storage.ts'

/** Tells in the studio what verifying brought: that page is left at once. */
export function BonusToast() {
  const t = useTranslate('accounts')
  useEffect(() => {
    // Not with everything else that a page does first: the browser fetches a tab's storage from another process.
    const later = setTimeout(() => {
      const verified: Verified | null = takeVerified()
      if (verified) showToast({ text: t(`bonus.${verified.bonus}`, { credits: verified.bonusCredits }) })
    })
    return () => clearTimeout(later)
  }, [t])
  return null
}
