'use client'

import { useState } from 'react'
import { requestSignOut } from '#components/accounts/auth-requests.ts'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'

export function SignOutButton() {
  const t = useTranslate('nav')
  const locale = useLocale()
  const [busy, setBusy] = useState(false)
  return (
    <button
      type="button"
      className="button button-plain button-small w-full"
      aria-disabled={busy}
      onClick={async () => {
        if (busy) return
        setBusy(true)
        await requestSignOut().catch(() => undefined)
        // A full load: nothing of the account may stay in memory.
        location.assign(`/${locale}`)
      }}
    >
      {t('signOut')}
    </button>
  )
}
