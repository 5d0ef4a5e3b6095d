'use client'

import { useCallback, useEffect, useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { JobsPage, WalletView } from '#components/queries/answers.ts'
import { useWallet } from '#components/queries/use-wallet.ts'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import type { ImageView, JobView } from '#lib/jobs/view.ts'
import { bringIntoView } from './bring-into-view.ts'
import { Composer } from './composer.tsx'
import { loadTour } from './lazy-parts.ts'
import { priceOf } from './price-of.ts'
import { Results } from './results.tsx'
import { shortcutKeys } from './shortcut-keys.ts'
import { showNewWork } from './show-new-work.ts'
import type { StudioFacts } from './studio-facts.ts'
import { emptyForm, formOf, type StudioForm } from './studio-form.ts'
import { isTourDue } from './tour-seen.ts'
import { useLazyPart } from './use-lazy-part.ts'
import { useOverwrite } from './use-overwrite.ts'
import { useStudioDialog } from './use-studio-dialog.ts'
import { useStudioForm } from './use-studio-form.ts'
import type { ComparisonKey } from './use-submit-comparison.ts'
import { useSubmitJob } from './use-submit-job.ts'

/** Settings brought along from an earlier job. */
export interface BroughtAlong {
  form: StudioForm
  /** It is to be painted again as it is: the button has the focus, not the prompt. */
  isToVary: boolean
}

/** What works with pictures reads it there, as it does when the studio is opened with it. */
function use({ id }: ImageView): void {
  history.replaceState(null, '', `?use=${id}`)
}

/** The workshop: the form beside what came of it. The results never redraw while somebody types. */
export function Studio(props: {
  userId: string
  facts: StudioFacts
  jobs: JobsPage
  wallet: WalletView
  reuse: BroughtAlong | null
}) {
  const t = useTranslate('studio')
  const [state, dispatch] = useStudioForm(props.userId)
  const submitting = useSubmitJob(props.userId)
  const promptRef = useRef<HTMLTextAreaElement>(null)
  const paintRef = useRef<HTMLButtonElement>(null)
  const resultsRef = useRef<HTMLElement>(null)
  const comparisonKey = useRef<ComparisonKey | null>(null)
  const overwrite = useOverwrite(state.form, dispatch)
  const dialog = useStudioDialog()
  const tour = useLazyPart(loadTour)
  const { facts } = props
  useWallet(props.wallet)

  const focusPrompt = useCallback(() => {
    promptRef.current?.focus({ preventScroll: true })
    if (promptRef.current) bringIntoView(promptRef.current)
  }, [])
  const take = useCallback(
    (form: StudioForm) => {
      overwrite(() => form, t('settingsTaken'))
      focusPrompt()
    },
    [overwrite, focusPrompt, t],
  )
  /** The same again: all that is left is to look at the price and press the button. */
  const vary = useCallback(
    (job: JobView) => {
      overwrite(() => formOf(job), t('settingsTaken'))
      paintRef.current?.focus()
    },
    [overwrite, t],
  )
  const begin = useCallback(
    (prompt: string) => {
      overwrite((before) => ({ ...before, prompt }), t('exampleInserted'))
      promptRef.current?.focus()
    },
    [overwrite, t],
  )
  const { submit } = submitting
  const paintFirst = useCallback(
    (prompt: string) => {
      const form = { ...emptyForm(), prompt }
      const price = priceOf(form, facts.markupBps)
      overwrite(() => form, t('settingsTaken'))
      if (price !== null) void submit(form, price)
    },
    [overwrite, submit, facts.markupBps, t],
  )

  const { accepted } = submitting.state
  const showResults = useCallback(
    (count: number) => {
      if (resultsRef.current) showNewWork(resultsRef.current, t('accepted', { count }), t('show'))
    },
    [t],
  )
  useEffect(() => {
    if (accepted) showResults(accepted.count)
  }, [accepted, showResults])

  // Settings brought along from a picture's page win over the draft; once, not again on every reload.
  const { reuse } = props
  const taken = useRef(false)
  useEffect(() => {
    if (!reuse || taken.current) return
    taken.current = true
    take(reuse.form)
    if (reuse.isToVary) paintRef.current?.focus()
    history.replaceState(null, '', location.pathname)
  }, [reuse, take])

  useShortcuts({
    [shortcutKeys.prompt]: focusPrompt,
    [shortcutKeys.models]: () => dialog.open('models'),
    [shortcutKeys.compare]: () => dialog.open('compare'),
    [shortcutKeys.presets]: () => dialog.open('presets'),
    [shortcutKeys.list]: () => dialog.open('shortcuts'),
  })

  const isNew = props.jobs.jobs.length === 0 && reuse === null
  const openTour = tour.open
  useEffect(() => {
    if (isNew && isTourDue()) openTour()
  }, [isNew, openTour])

  return (
    <div className="mx-auto max-w-[112rem] lg:grid lg:grid-cols-[26rem_minmax(0,1fr)]">
      <h1 className="sr-only">{t('title')}</h1>
      <section aria-label={t('form')} className="studio-form px-4 pt-5 sm:px-6">
        <Composer
          userId={props.userId}
          state={state}
          dispatch={dispatch}
          facts={facts}
          submitting={submitting}
          promptRef={promptRef}
          paintRef={paintRef}
          onOverwrite={overwrite}
          onDialog={dialog.open}
        />
      </section>
      <section
        ref={resultsRef}
        aria-label={t('results')}
        data-tour="results"
        className="min-w-0 px-4 py-6 sm:px-6 lg:px-10 lg:py-8"
      >
        <Results
          initial={props.jobs}
          facts={facts}
          onReuse={take}
          onVary={vary}
          onUse={use}
          onExample={begin}
          onPaintExample={paintFirst}
        />
        <p className="mt-12 hidden pointer-fine:block">
          <button
            type="button"
            className="button button-quiet button-small -ml-2"
            onClick={() => dialog.open('shortcuts')}
          >
            <span aria-hidden="true" className="border border-edge px-1.5 text-2xs">
              ?
            </span>
            {t('shortcuts')}
          </button>
        </p>
      </section>
      {dialog.Part && (
        <dialog.Part
          userId={props.userId}
          form={state.form}
          facts={facts}
          comparisonKey={comparisonKey}
          onClose={dialog.close}
          onOverwrite={overwrite}
          onAccepted={showResults}
          onChoose={(model) => {
            dispatch({ type: 'model', model })
            dialog.close()
          }}
          onPromptMissing={() => {
            dialog.close()
            requestAnimationFrame(focusPrompt)
          }}
        />
      )}
      {tour.Part && <tour.Part onClose={tour.close} />}
    </div>
  )
}
