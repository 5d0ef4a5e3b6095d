'use client'

import Link from 'next/link'
import { useEffect } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { requestLinkSignIn } from './auth-requests.ts'
import { IncompleteLink } from './incomplete-link.tsx'
import { forgetPendingEmail } from './pending-email.ts'
import { SubmitButton } from './submit-button.tsx'
import { useForm } from './use-form.ts'
import { useLinkToken } from './use-link-token.ts'

/** Signs in by the token of a letter, at a press: what reads letters before people do must not use the link up. */
export function MailLink() {
  const t = useTranslate('accounts')
  const locale = useLocale()
  const token = useLinkToken()
  const form = useForm(async () => {
    const studio = await requestLinkSignIn(token ?? '', `/${locale}/studio`)
    forgetPendingEmail()
    location.assign(studio)
    return 'leaving'
  })
  const { ref } = form.props
  useEffect(() => ref.current?.querySelector('button')?.focus(), [ref])
  if (token === null) return <IncompleteLink />
  const gone = form.error instanceof ApiError && form.error.code === 'mail_link_invalid'
  return (
    <form {...form.props} className="space-y-5" data-ended={gone || undefined}>
      {form.error !== null && <ErrorNotice error={form.error} />}
      {gone ? (
        <Link href={`/${locale}/sign-in`} className="button button-plain">
          {t('toSignIn')}
        </Link>
      ) : (
        <SubmitButton busy={form.busy} busyText={t('signingIn')}>
          {t('signInButton')}
        </SubmitButton>
      )}
    </form>
  )
}
