'use client'

import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError, callApi } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { IncompleteLink } from './incomplete-link.tsx'
import { Notice } from './notice.tsx'
import { useLinkToken } from './use-link-token.ts'
import type { Verified } from './verified-storage.ts'
import { VerifyPasswordForm } from './verify-password-form.tsx'

type State =
  | { step: 'busy' }
  | { step: 'password' }
  | { step: 'failed'; error: unknown }
  | { step: 'done'; result: Verified }

/**
 * Verifies an address by the token of a letter. For who is not signed in as its owner the server wants the password too, so that
 * nobody's letter makes somebody else's account good (decision 012).
 */
export function VerifyEmail(props: { signedIn: boolean }) {
  const t = useTranslate('accounts')
  const tCommon = useTranslate('common')
  const locale = useLocale()
  const token = useLinkToken()
  const [state, setState] = useState<State>({ step: 'busy' })
  const asked = useRef<string | null>(null)

  async function verify(token: string): Promise<void> {
    setState({ step: 'busy' })
    try {
      const result = await callApi<Verified>('/api/accounts/verify', { method: 'POST', body: { token } })
      setState({ step: 'done', result })
    } catch (error) {
      const needsPassword = error instanceof ApiError && error.code === 'password_required'
      setState(needsPassword ? { step: 'password' } : { step: 'failed', error })
    }
  }

  useEffect(() => {
    if (!token || asked.current === token) return
    asked.current = token
    void verify(token)
  })

  if (token === null) return <IncompleteLink />
  if (token === undefined || state.step === 'busy') {
    return (
      <p role="status" className="relative w-fit pb-2 text-soft">
        {t('verifying')}
        <span className="brush-stroke" aria-hidden="true" />
      </p>
    )
  }
  if (state.step === 'password') return <VerifyPasswordForm token={token} />
  const way = (
    <Link href={`/${locale}/${props.signedIn ? 'studio' : 'sign-in'}`} className="button button-seal">
      {props.signedIn ? t('toStudio') : t('toSignIn')}
    </Link>
  )
  if (state.step === 'done') {
    return (
      <>
        <Notice tone="good">
          <p>{t(`bonus.${state.result.bonus}`, { credits: state.result.bonusCredits })}</p>
        </Notice>
        {way}
      </>
    )
  }
  return (
    <>
      <ErrorNotice error={state.error} />
      {state.error instanceof ApiError && state.error.code === 'verification_invalid' ? (
        way
      ) : (
        <button type="button" className="button button-plain" onClick={() => void verify(token)}>
          {tCommon('retry')}
        </button>
      )}
    </>
  )
}
