'use client'

import { Keyboard } from 'lucide-react'
import { useCallback, useEffect, useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { JobsPage, WalletView } from '#components/queries/answers.ts'
import { useWallet } from '#components/queries/use-wallet.ts'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { bringIntoView } from './bring-into-view.ts'
import { Composer } from './composer.tsx'
import {
  loadCompareDialog,
  loadModelDialog,
  loadPresetsDialog,
  loadShortcutsDialog,
  loadTour,
} from './lazy-parts.ts'
import { priceOf } from './price-of.ts'
import { Results } from './results.tsx'
import { shortcutKeys } from './shortcut-keys.ts'
import { showNewWork } from './show-new-work.ts'
import type { StudioFacts } from './studio-facts.ts'
import { emptyForm, formOf, type StudioForm } from './studio-form.ts'
import { isTourDue } from './tour-seen.ts'
import { useLazyPart } from './use-lazy-part.ts'
import { useOverwrite } from './use-overwrite.ts'
import { useStudioForm } from './use-studio-form.ts'
import type { ComparisonKey } from './use-submit-comparison.ts'
import { useSubmitJob } from './use-submit-job.ts'

/** Settings brought along from an earlier job. */
export interface BroughtAlong {
  form: StudioForm
  /** It is to be painted again as it is: the button has the focus, not the prompt. */
  isToVary: boolean
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
  const models = useLazyPart(loadModelDialog)
  const presets = useLazyPart(loadPresetsDialog)
  const compare = useLazyPart(loadCompareDialog)
  const shortcuts = useLazyPart(loadShortcutsDialog)
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
      dispatch({ type: 'load', form })
      if (price !== null) void submit(form, price)
    },
    [dispatch, submit, facts.markupBps],
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
    [shortcutKeys.models]: models.open,
    [shortcutKeys.compare]: compare.open,
    [shortcutKeys.presets]: presets.open,
    [shortcutKeys.list]: shortcuts.open,
  })

  const isNew = props.jobs.jobs.length === 0 && reuse === null
  const openTour = tour.open
  useEffect(() => {
    if (isNew && isTourDue()) openTour()
  }, [isNew, openTour])

  return (
    <div className="mx-auto max-w-[112rem] lg:grid lg:grid-cols-[26rem_minmax(0,1fr)]">
      <h1 className="sr-only">{t('title')}</h1>
      <section
        aria-label={t('form')}
        className="px-4 pt-5 sm:px-6 lg:sticky lg:top-(--bars-height) lg:h-[calc(100dvh-var(--bars-height))] lg:overflow-y-auto lg:border-r lg:border-line"
      >
        <Composer
          state={state}
          dispatch={dispatch}
          facts={facts}
          submitting={submitting}
          promptRef={promptRef}
          paintRef={paintRef}
          onOverwrite={overwrite}
          onModels={models.open}
          onPresets={presets.open}
          onCompare={compare.open}
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
          onExample={begin}
          onPaintExample={paintFirst}
        />
        <p className="mt-12 hidden pointer-fine:block">
          <button type="button" className="button button-quiet button-small -ml-2" onClick={shortcuts.open}>
            <Keyboard aria-hidden="true" className="size-4" />
            {t('shortcuts')}
          </button>
        </p>
      </section>
      {models.Part && (
        <models.Part
          form={state.form}
          facts={facts}
          onClose={models.close}
          onChoose={(model) => {
            dispatch({ type: 'model', model })
            models.close()
          }}
        />
      )}
      {presets.Part && (
        <presets.Part form={state.form} facts={facts} onClose={presets.close} onOverwrite={overwrite} />
      )}
      {compare.Part && (
        <compare.Part
          userId={props.userId}
          form={state.form}
          facts={facts}
          comparisonKey={comparisonKey}
          onClose={compare.close}
          onAccepted={showResults}
          onPromptMissing={() => {
            compare.close()
            requestAnimationFrame(focusPrompt)
          }}
        />
      )}
      {shortcuts.Part && <shortcuts.Part onClose={shortcuts.close} />}
      {tour.Part && <tour.Part onClose={tour.close} />}
    </div>
  )
}
