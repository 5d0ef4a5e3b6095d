'use client'

import { useCallback, useEffect, useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { JobsPage, WalletView } from '#components/queries/answers.ts'
import { useWallet } from '#components/queries/use-wallet.ts'
import { Composer } from './composer.tsx'
import { Results } from './results.tsx'
import type { StudioFacts } from './studio-facts.ts'
import type { StudioForm } from './studio-form.ts'
import { useStudioForm } from './use-studio-form.ts'

/** The workshop: the form beside what came of it. The results never redraw while somebody types. */
export function Studio(props: {
  facts: StudioFacts
  jobs: JobsPage
  wallet: WalletView
  reuse: StudioForm | null
}) {
  const t = useTranslate('studio')
  const [state, dispatch] = useStudioForm()
  const promptRef = useRef<HTMLTextAreaElement>(null)
  const resultsRef = useRef<HTMLElement>(null)
  useWallet(props.wallet)

  const take = useCallback(
    (form: StudioForm) => {
      dispatch({ type: 'load', form })
      promptRef.current?.focus({ preventScroll: true })
      if (promptRef.current) bringIntoView(promptRef.current)
    },
    [dispatch],
  )
  const begin = useCallback(
    (prompt: string) => {
      dispatch({ type: 'prompt', prompt })
      promptRef.current?.focus()
    },
    [dispatch],
  )

  /** On a phone the work is below the form: go and see it begin. Beside the form it is in view already. */
  const showResults = useCallback(() => {
    const results = resultsRef.current
    if (results && results.getBoundingClientRect().top > window.innerHeight / 2) bringIntoView(results)
  }, [])

  // Settings brought along from a picture's page win over the draft; once, not again on every reload.
  const { reuse } = props
  useEffect(() => {
    if (!reuse) return
    dispatch({ type: 'load', form: reuse })
    history.replaceState(null, '', location.pathname)
  }, [reuse, dispatch])

  return (
    <div className="mx-auto max-w-[112rem] lg:grid lg:grid-cols-[26rem_minmax(0,1fr)]">
      <h1 className="sr-only">{t('title')}</h1>
      <section
        aria-label={t('form')}
        className="px-4 pt-6 sm:px-6 lg:sticky lg:top-(--header-height) lg:h-[calc(100dvh-var(--header-height))] lg:overflow-y-auto lg:border-r lg:border-line"
      >
        <Composer
          state={state}
          dispatch={dispatch}
          facts={props.facts}
          promptRef={promptRef}
          onAccepted={showResults}
        />
      </section>
      <section
        ref={resultsRef}
        aria-label={t('results')}
        className="min-w-0 px-4 py-6 sm:px-6 lg:px-10 lg:py-8"
      >
        <Results initial={props.jobs} facts={props.facts} onReuse={take} onExample={begin} />
      </section>
    </div>
  )
}

function bringIntoView(element: HTMLElement): void {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  element.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' })
}
