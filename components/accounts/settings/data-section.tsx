'use client'

import { Download } from 'lucide-react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { SettingsSection } from './settings-section.tsx'

/** All that the site knows of somebody, as a ZIP that is made while it is downloaded. */
export function DataSection() {
  const t = useTranslate('settings')
  return (
    <SettingsSection id="data" title={t('data')} lead={t('dataLead')}>
      <div>
        <div className="flex flex-wrap gap-2.5">
          <a href="/api/account/export" download className="button button-plain">
            <Download aria-hidden="true" className="size-5 shrink-0" />
            {t('exportPlain')}
          </a>
          <a href="/api/account/export?pictures=1" download className="button button-plain">
            <Download aria-hidden="true" className="size-5 shrink-0" />
            {t('exportPictures')}
          </a>
        </div>
        <p className="mt-2 text-xs text-soft">{t('exportHint')}</p>
      </div>
    </SettingsSection>
  )
}
