'use client'

import { useEffect, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { readPendingEmail } from './pending-email.ts'
import { ResendButton } from './resend-button.tsx'

export function CheckMail() {
  const t = useTranslate('accounts')
  const [email, setEmail] = useState<string | null>(null)
  useEffect(() => setEmail(readPendingEmail()), [])
  return (
    <>
      <p>{email ? t('checkLead', { email }) : t('checkLeadNoEmail')}</p>
      {email && (
        <div className="space-y-3 border-t border-line pt-6">
          <p className="text-sm text-soft">{t('checkNothing')}</p>
          <ResendButton email={email} />
        </div>
      )}
    </>
  )
}
