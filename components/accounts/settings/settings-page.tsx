'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { IdentityProvider } from '#lib/accounts/account-input.ts'
import type { AccountView } from '#lib/accounts/read-account.ts'
import type { SessionView } from '#lib/accounts/sessions.ts'
import { useAccount } from './account-queries.ts'
import type { Connection } from './connected-accounts.tsx'
import { DataSection } from './data-section.tsx'
import { DeleteSection } from './delete-section.tsx'
import { PreferencesSection } from './preferences-section.tsx'
import { ProfileSection } from './profile-section.tsx'
import { SessionsSection } from './sessions-section.tsx'

const sections = ['profile', 'preferences', 'sessions', 'data', 'delete'] as const

/** Everything about one's own account on one page, with a list of its parts beside it where there is room. */
export function SettingsPage(props: {
  account: AccountView
  sessions: SessionView[]
  /** Accounts elsewhere that this site lets people in through. */
  offered: readonly IdentityProvider[]
  connection: Connection
  developmentMail: boolean
}) {
  const t = useTranslate('settings')
  const account = useAccount(props.account)
  return (
    <div className="mx-auto max-w-5xl px-4 py-8 sm:px-6">
      <h1 className="page-title mb-8">{t('title')}</h1>
      <div className="grid gap-x-16 md:grid-cols-[11rem_minmax(0,1fr)]">
        <nav aria-label={t('sections')} className="hidden md:block">
          <ul className="sticky top-[calc(var(--bars-height)+1.5rem)] border-t border-line pt-4">
            {sections.map((section) => (
              <li key={section}>
                <a
                  href={`#${section}`}
                  className="-mx-2 flex min-h-11 items-center rounded-sm px-2 text-sm text-soft hover:bg-wash hover:text-ink pointer-fine:min-h-9"
                >
                  {t(section)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="min-w-0">
          <ProfileSection
            account={account}
            offered={props.offered}
            connection={props.connection}
            developmentMail={props.developmentMail}
          />
          <PreferencesSection account={account} />
          <SessionsSection initial={props.sessions} />
          <DataSection />
          <DeleteSection account={account} />
        </div>
      </div>
    </div>
  )
}
