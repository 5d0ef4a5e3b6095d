'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { type MouseEvent, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ask } from '#components/queries/api.ts'
import { saysSessionEnded } from '#components/queries/session-ended.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { accountKeys } from './account-queries.ts'
import { SettingsSection } from './settings-section.tsx'

const exports = [
  { words: 'exportPlain', href: '/api/account/export' },
  { words: 'exportPictures', href: '/api/account/export?pictures=1' },
] as const

/** All that the site knows of somebody, as a ZIP that is made while it is downloaded. */
export function DataSection() {
  const t = useTranslate('settings')
  const client = useQueryClient()
  const asking = useRef(false)
  const [error, setError] = useState<unknown>(null)

  async function download(event: MouseEvent<HTMLAnchorElement>): Promise<void> {
    event.preventDefault()
    if (asking.current) return
    asking.current = true
    setError(null)
    const { href } = event.currentTarget
    try {
      // What goes wrong with a download itself, a browser tells nobody in words.
      await ask(href, { method: 'HEAD' })
      const link = document.createElement('a')
      link.href = href
      link.download = ''
      link.click()
    } catch (caught) {
      setError(caught)
      if (saysSessionEnded(caught)) void client.invalidateQueries({ queryKey: accountKeys.account })
    }
    asking.current = false
  }

  return (
    <SettingsSection id="data" title={t('data')} lead={t('dataLead')}>
      <div>
        <div className="flex flex-wrap gap-2.5">
          {exports.map(({ words, href }) => (
            <a
              key={words}
              href={href}
              download
              className="button button-plain"
              onClick={(event) => void download(event)}
            >
              <Download aria-hidden="true" className="size-5 shrink-0" />
              {t(words)}
            </a>
          ))}
        </div>
        <p className="mt-2 text-xs text-soft">{t('exportHint')}</p>
      </div>
      {error !== null && <ErrorNotice error={error} />}
    </SettingsSection>
  )
}
