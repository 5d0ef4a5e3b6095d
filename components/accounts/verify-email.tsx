'use client'

import { Check } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError, callApi } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'

interface Verified {
  bonus: 'granted' | 'claimed' | 'network_limit' | 'none'
  bonusCredits: number
}

type State =
  | { step: 'busy' }
  | { step: 'incomplete' }
  | { step: 'failed'; error: unknown }
  | { step: 'done'; result: Verified }

/** The token stands behind `#`, which browsers send to no server; so it is read here and posted at once. */
export function VerifyEmail(props: { signedIn: boolean }) {
  const t = useTranslate('accounts')
  const tCommon = useTranslate('common')
  const locale = useLocale()
  const [state, setState] = useState<State>({ step: 'busy' })
  const begun = useRef(false)

  async function verify(): Promise<void> {
    const token = new URLSearchParams(location.hash.slice(1)).get('token')
    if (!token) {
      setState({ step: 'incomplete' })
      return
    }
    setState({ step: 'busy' })
    try {
      const result = await callApi<Verified>('/api/accounts/verify', { method: 'POST', body: { token } })
      setState({ step: 'done', result })
    } catch (error) {
      setState({ step: 'failed', error })
    }
  }

  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void verify()
  })

  if (state.step === 'busy') return <p role="status">{t('verifying')}</p>
  if (state.step === 'incomplete') return <p role="alert">{t('verifyMissing')}</p>
  if (state.step === 'failed') {
    return (
      <>
        <ErrorNotice error={state.error} />
        {state.error instanceof ApiError && state.error.code === 'verification_invalid' ? (
          <Link
            href={props.signedIn ? `/${locale}/studio` : `/${locale}/sign-in`}
            className="button button-plain"
          >
            {props.signedIn ? t('toStudio') : t('toSignIn')}
          </Link>
        ) : (
          <button type="button" className="button button-plain" onClick={() => void verify()}>
            {tCommon('retry')}
          </button>
        )}
      </>
    )
  }
  return (
    <div className="space-y-6">
      <div role="status" className="flex gap-3 border-l-2 border-malachite bg-malachite-wash px-3 py-3">
        <Check aria-hidden="true" className="mt-1 size-5 shrink-0 text-malachite" />
        <p>{t(`bonus.${state.result.bonus}`, { credits: state.result.bonusCredits })}</p>
      </div>
      <Link href={props.signedIn ? `/${locale}/studio` : `/${locale}/sign-in`} className="button button-seal">
        {props.signedIn ? t('toStudio') : t('toSignIn')}
      </Link>
    </div>
  )
}
