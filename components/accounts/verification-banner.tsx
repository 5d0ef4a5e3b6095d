'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ResendButton } from './resend-button.tsx'

export function VerificationBanner(props: { email: string; developmentMail: boolean }) {
  const t = useTranslate('accounts')
  return (
    <div className="verification-banner border-b border-line bg-azurite-wash">
      <div className="mx-auto flex max-w-[112rem] flex-wrap items-center gap-x-5 gap-y-1 px-4 py-2 text-sm sm:px-6 lg:h-full lg:flex-nowrap lg:py-0">
        <p className="min-w-0 lg:truncate">{t('bannerText', { email: props.email })}</p>
        <ResendButton email={props.email} className="link min-h-11 shrink-0 text-sm" />
        {props.developmentMail && (
          <a href="/dev/mail" className="link flex min-h-11 shrink-0 items-center">
            {t('openDevelopmentMail')}
          </a>
        )}
      </div>
    </div>
  )
}
