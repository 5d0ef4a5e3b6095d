'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

/** Asks before pictures go for good, and says how many. */
export function PurgeDialog(props: { count: number; onPurge: () => void; onClose: () => void }) {
  const t = useTranslate('library')
  return (
    <Dialog title={t('purgeTitle')} onClose={props.onClose}>
      <div className="space-y-5 p-5">
        <p>{t('purgeText', { count: props.count })}</p>
        <div className="flex flex-wrap justify-end gap-2">
          <button type="button" className="button button-plain" onClick={props.onClose}>
            {t('purgeKeep')}
          </button>
          <button type="button" className="button button-seal" onClick={props.onPurge}>
            {t('purgeConfirm', { count: props.count })}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
