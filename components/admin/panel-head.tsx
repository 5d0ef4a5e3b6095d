'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { useClockText } from './clock-time.tsx'
import type { Action } from './use-action.ts'
import { LIVE_SECONDS, saysAccessEnded } from './use-live.ts'

/** The head of an operator's page: its name, how fresh the figures are, what went wrong, what was done. */
export function PanelHead(props: {
  title: string
  note?: string
  /** When the figures were true; without it they do not renew themselves so often that it would matter. */
  now?: string
  error: unknown
  action?: Action
  children?: ReactNode
}) {
  const t = useTranslate('admin')
  const clockText = useClockText()
  const { now, error, action } = props
  const ended = saysAccessEnded(error)
  return (
    <header className="pt-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="page-title">{props.title}</h1>
        {now !== undefined && !error && (
          <p className="numerals text-xs text-soft">
            {t('liveAt', { time: clockText(now), seconds: LIVE_SECONDS })}
          </p>
        )}
      </div>
      {props.note && <p className="mt-1 max-w-[48rem] text-sm text-soft">{props.note}</p>}
      {props.children}
      <div className="mt-4 space-y-3 empty:hidden">
        {ended ? (
          <AccessEnded />
        ) : (
          error !== null &&
          error !== undefined && (
            <ErrorNotice error={error}>
              {now !== undefined && <p>{t('staleAt', { time: clockText(now) })}</p>}
            </ErrorNotice>
          )
        )}
        {action && action.error !== null && <ErrorNotice error={action.error} />}
        {/* Always there, or a screen reader does not hear the first words. */}
        {action && (
          <p
            role="status"
            className="border-l-2 border-malachite bg-malachite-wash px-3 py-2 text-sm empty:sr-only"
          >
            {action.said}
          </p>
        )}
      </div>
    </header>
  )
}

function AccessEnded() {
  const t = useTranslate('admin')
  const locale = useLocale()
  const path = usePathname()
  return (
    <p role="alert" className="border-l-2 border-cinnabar-text bg-cinnabar-wash px-3 py-2.5 text-sm">
      {t('accessEnded')}{' '}
      <Link className="link" href={`/${locale}/sign-in?next=${path}`}>
        {t('signInAgain')}
      </Link>
    </p>
  )
}
