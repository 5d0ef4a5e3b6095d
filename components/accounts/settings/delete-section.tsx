'use client'

import { useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { AccountView } from '#lib/accounts/read-account.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { SettingsSection } from './settings-section.tsx'

export function DeleteSection({ account }: { account: AccountView }) {
  const t = useTranslate('settings')
  const [asking, setAsking] = useState(false)
  return (
    <SettingsSection id="delete" title={t('delete')} lead={t('deleteLead')}>
      <button
        type="button"
        className="button button-plain text-cinnabar-text"
        onClick={() => setAsking(true)}
      >
        {t('deleteButton')}
      </button>
      {asking && <DeleteDialog account={account} onClose={() => setAsking(false)} />}
    </SettingsSection>
  )
}
