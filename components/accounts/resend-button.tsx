'use client'

import { useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { errorSentence } from '#components/ui/error-sentence.ts'

/** Asks for the verification letter again, and says what came of it beside the button. */
export function ResendButton(props: { email: string; className?: string }) {
  const t = useTranslate('accounts')
  const tErrors = useTranslate('errors')
  const [state, setState] = useState<'idle' | 'busy' | 'sent'>('idle')
  const [error, setError] = useState<unknown>(null)
  return (
    <>
      <button
        type="button"
        aria-disabled={state === 'busy'}
        className={props.className ?? 'button button-plain'}
        onClick={async () => {
          if (state === 'busy') return
          setState('busy')
          setError(null)
          try {
            await callApi('/api/accounts/verification', { method: 'POST', body: { email: props.email } })
            setState('sent')
          } catch (caught) {
            setError(caught)
            setState('idle')
          }
        }}
      >
        {state === 'busy' ? t('resending') : t('resend')}
      </button>
      <p role="status" className="text-sm empty:hidden">
        {state === 'sent' ? t('resent') : error !== null ? errorSentence(tErrors, error) : ''}
      </p>
    </>
  )
}
