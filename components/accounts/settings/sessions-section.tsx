'use client'

import { type ReactNode, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { LocalTime } from '#components/ui/local-time.tsx'
import { useFocusHeir } from '#components/ui/use-focus-heir.ts'
import type { SessionView } from '#lib/accounts/sessions.ts'
import { useSessions } from './account-queries.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { deviceWords } from './device-words.ts'
import { SettingsSection } from './settings-section.tsx'

/** Everywhere that the account is signed in, this browser first. */
export function SessionsSection(props: { initial: SessionView[] }) {
  const t = useTranslate('settings')
  const sessions = useSessions(props.initial)
  const [ending, setEnding] = useState<SessionView | 'others' | null>(null)
  const ordered = [...sessions].sort((a, b) => Number(b.current) - Number(a.current))
  const device = ({ userAgent }: SessionView) => deviceWords(userAgent) ?? t('deviceUnknown')
  return (
    <SettingsSection id="sessions" title={t('sessions')} lead={t('sessionsLead')}>
      <ul className="divide-y divide-line border-y border-line">
        {ordered.map((session) => (
          <Going key={session.id} as="li" className="flex items-center justify-between gap-4 py-3">
            <div className="min-w-0">
              <p>
                {device(session)}
                {session.current && (
                  <span className="ml-2 rounded-sm bg-malachite-wash px-1.5 py-0.5 text-2xs whitespace-nowrap text-malachite">
                    {t('thisSession')}
                  </span>
                )}
              </p>
              <p className="text-xs text-soft">
                {t.maybe(`method.${session.method}`) ?? session.method}
                {' · '}
                <span className="numerals">{session.network}</span>
                {' · '}
                {session.current ? (
                  <>
                    {t('since')} <LocalTime iso={session.createdAt} />
                  </>
                ) : (
                  <>
                    {t('lastUsed')} <LocalTime iso={session.seenAt} />
                  </>
                )}
              </p>
            </div>
            {!session.current && (
              <button
                type="button"
                className="button button-plain button-small shrink-0"
                onClick={() => setEnding(session)}
              >
                {t('endSession')}
                <span className="sr-only"> {device(session)}</span>
              </button>
            )}
          </Going>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Going as="div">
          <button type="button" className="button button-plain" onClick={() => setEnding('others')}>
            {t('endOthers')}
          </button>
        </Going>
      )}
      {ending === 'others' && (
        <ConfirmDialog
          title={t('endOthersTitle')}
          text={t('endOthersText')}
          confirm={t('endOthersConfirm')}
          onConfirm={() => callApi('/api/account/sessions/end-others', { method: 'POST', body: {} })}
          onClose={() => setEnding(null)}
        />
      )}
      {ending !== null && ending !== 'others' && (
        <ConfirmDialog
          title={t('endTitle')}
          text={t('endText', { device: device(ending) })}
          confirm={t('endConfirm')}
          onConfirm={() => callApi('/api/account/sessions/end', { method: 'POST', body: { id: ending.id } })}
          onClose={() => setEnding(null)}
        />
      )}
    </SettingsSection>
  )
}

/** What goes when a session has ended: its button had the focus, and the section's heading gets it. */
function Going(props: { as: 'li' | 'div'; className?: string; children: ReactNode }) {
  const element = useRef<HTMLLIElement & HTMLDivElement>(null)
  useFocusHeir(element, (going) => going.closest('section')?.querySelector('h2'))
  const { as: As, ...others } = props
  return <As ref={element} {...others} />
}
