'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError, callApi } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { IncompleteLink } from './incomplete-link.tsx'
import { Notice } from './notice.tsx'
import { PasswordField } from './password-field.tsx'
import { SubmitButton } from './submit-button.tsx'
import { fieldText, useForm } from './use-form.ts'
import { useLinkToken } from './use-link-token.ts'

/**
 * Makes the address that a letter went to the account's, at a press; from who is not signed in as its owner the server wants the
 * password too.
 */
export function ConfirmEmail(props: { signedIn: boolean }) {
  const t = useTranslate('accounts')
  const locale = useLocale()
  const token = useLinkToken()
  const [asksPassword, setAsksPassword] = useState(false)
  const [done, setDone] = useState(false)
  const form = useForm(
    async (fields) => {
      const body = asksPassword ? { token, password: fieldText(fields, 'password') } : { token }
      try {
        await callApi('/api/account/email/confirm', { method: 'POST', body })
        setDone(true)
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 'password_required')) throw error
        setAsksPassword(true)
      }
    },
    { wrong_password: 'password' },
  )
  const { ref } = form.props
  useEffect(() => {
    if (asksPassword) ref.current?.querySelector<HTMLElement>('[name="password"]')?.focus()
  }, [ref, asksPassword])
  if (token === null) return <IncompleteLink />
  if (done) {
    return (
      <div className="space-y-6" data-ended>
        <Notice tone="good">
          <p>{t('confirmDone')}</p>
        </Notice>
        {/* A full load: the header, too, shows the address. */}
        <a href={`/${locale}/${props.signedIn ? 'account' : 'sign-in'}`} className="button button-seal">
          {props.signedIn ? t('toAccount') : t('toSignIn')}
        </a>
      </div>
    )
  }
  const code = form.error instanceof ApiError ? form.error.code : null
  if (code === 'email_change_invalid') {
    return (
      <div className="space-y-6" data-ended>
        <ErrorNotice error={form.error} />
        <Link href={`/${locale}/account`} className="button button-plain">
          {t('toAccount')}
        </Link>
      </div>
    )
  }
  return (
    <form {...form.props} className="space-y-5">
      {form.error !== null && (
        <ErrorNotice error={form.error}>
          {code === 'sign_in_to_confirm' && (
            <p>
              <Link
                // The token stays behind `#` there, too, and comes back with who signed in.
                href={`/${locale}/sign-in?next=/${locale}/confirm-email#token=${token}`}
                className="link"
              >
                {t('toSignIn')}
              </Link>
            </p>
          )}
        </ErrorNotice>
      )}
      {asksPassword && (
        <PasswordField
          label={t('password')}
          hint={t('confirmPasswordHint')}
          error={form.problemAt('password')}
          name="password"
          autoComplete="current-password"
          required
        />
      )}
      <SubmitButton busy={form.busy} busyText={t('saving')}>
        {t('confirmButton')}
      </SubmitButton>
    </form>
  )
}
