'use client'

import { useEffect, useRef, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { IntentLink } from '#components/ui/intent-link.tsx'
import type { SignInMethods } from '#lib/accounts/sign-in-methods.ts'
import { requestSignIn } from './auth-requests.ts'
import { MailLinkButton } from './mail-link-button.tsx'
import { Notice } from './notice.tsx'
import { Or } from './or.tsx'
import { PasswordField } from './password-field.tsx'
import { forgetPendingEmail, keepPendingEmail, readPendingEmail } from './pending-email.ts'
import { ProviderButtons } from './provider-buttons.tsx'
import { safeNextPath } from './safe-next-path.ts'
import { SubmitButton } from './submit-button.tsx'
import { TextField } from './text-field.tsx'
import { fieldText, useForm } from './use-form.ts'

const returnCodes = [
  'provider_mail_unverified',
  'mailbox_taken',
  'identity_removed',
  'connect_failed',
  'too_many_requests',
  'internal',
] as const

/** The error behind `?error=CODE`, or `CODE.SECONDS`; one that is not ours says no more than that it did not work. */
function returnedWith(problem: string | null): ApiError | null {
  if (problem === null) return null
  const [name, seconds] = problem.split('.')
  const code = returnCodes.find((each) => each === name) ?? 'sign_in_failed'
  return new ApiError(code, seconds === undefined ? {} : { retryAfterSeconds: Number(seconds) || 60 })
}

export function SignInForm(props: { next: string | null; problem: string | null; methods: SignInMethods }) {
  const t = useTranslate('accounts')
  const locale = useLocale()
  const [wrong, setWrong] = useState(false)
  // What somebody was sent back with by a provider; the first thing done here takes it away.
  const [returned, setReturned] = useState(() => returnedWith(props.problem))
  const [linkSentTo, setLinkSentTo] = useState<string | null>(null)
  // As a default it yields to whatever was typed or filled in by a password manager before.
  const [email, setEmail] = useState('')
  useEffect(() => setEmail(readPendingEmail() ?? ''), [])
  const next = safeNextPath(props.next, `/${locale}/studio`)
  const emailField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)

  const form = useForm(async (fields) => {
    setWrong(false)
    setReturned(null)
    setLinkSentTo(null)
    const page = await requestSignIn(fieldText(fields, 'email'), fieldText(fields, 'password'), next)
    if (page !== null) {
      forgetPendingEmail()
      // A full load, because header and layout must be drawn anew for the person who is now signed in. As with a redirect, what stands
      // behind `#` is kept, such as a section, or the token of a letter.
      location.assign(page.includes('#') ? page : page + location.hash)
      return 'leaving'
    }
    setWrong(true)
    passwordField.current?.select()
  })

  const { methods } = props
  return (
    <div className="space-y-6">
      <form {...form.props} className="space-y-5">
        {wrong && (
          <Notice tone="bad">
            <p>{t('wrongCredentials')}</p>
          </Notice>
        )}
        {(form.error ?? returned) !== null && <ErrorNotice error={form.error ?? returned} />}
        <TextField
          ref={emailField}
          label={t('email')}
          error={form.problemAt('email')}
          name="email"
          type="email"
          defaultValue={email}
          autoComplete="username"
          required
        />
        <div>
          <PasswordField
            ref={passwordField}
            label={t('password')}
            error={form.problemAt('password')}
            name="password"
            autoComplete="current-password"
            required
          />
          <p className="mt-1 text-sm">
            <IntentLink
              href={`/${locale}/forgot-password`}
              className="link inline-flex min-h-11 items-center pointer-fine:min-h-8"
              onClick={() => keepPendingEmail(emailField.current?.value.trim() ?? '')}
            >
              {t('forgotLink')}
            </IntentLink>
          </p>
        </div>
        <SubmitButton busy={form.busy} busyText={t('signingIn')}>
          {t('signInButton')}
        </SubmitButton>
      </form>
      {(methods.github || methods.google || methods.mailLink) && (
        <>
          <Or />
          <div className="space-y-2.5">
            <ProviderButtons methods={methods} next={next} onError={form.fail} />
            {methods.mailLink && (
              <MailLinkButton
                readEmail={() => emailField.current?.value.trim() ?? ''}
                onSent={setLinkSentTo}
                onError={form.fail}
              />
            )}
          </div>
          {linkSentTo !== null && (
            <Notice tone="note">
              <p>{t('linkSent', { email: linkSentTo })}</p>
            </Notice>
          )}
        </>
      )}
    </div>
  )
}
