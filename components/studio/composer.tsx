'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError } from '#components/queries/api.ts'
import { useWallet } from '#components/queries/use-wallet.ts'
import { ChoiceField } from '#components/ui/choice-field.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { problemSentence } from '#components/ui/error-sentence.ts'
import { checkPrompt, checkSize, nearestSize, parseSize, promptLength } from '#lib/catalog/choices.ts'
import type { Problem } from '#lib/http/app-error.ts'
import { CountField } from './count-field.tsx'
import { ModelField } from './model-field.tsx'
import { MoreChoices } from './more-choices.tsx'
import { PriceBar } from './price-bar.tsx'
import { previewsPriceOf, priceOf } from './price-of.ts'
import { PromptField } from './prompt-field.tsx'
import { QuoteQuestion } from './quote-question.tsx'
import { SizeField } from './size-field.tsx'
import type { StudioFacts } from './studio-facts.ts'
import { modelOf, type StudioAction, type StudioState } from './studio-form.ts'
import { useSubmitJob } from './use-submit-job.ts'

export function Composer(props: {
  state: StudioState
  dispatch: (action: StudioAction) => void
  facts: StudioFacts
  promptRef: RefObject<HTMLTextAreaElement | null>
  onAccepted: () => void
}) {
  const t = useTranslate('studio')
  const tChoices = useTranslate('choices')
  const tProblems = useTranslate('problems')
  const locale = useLocale()
  const router = useRouter()
  const wallet = useWallet()
  const { state: sent, submit, forget } = useSubmitJob()
  const { facts, onAccepted } = props
  const { form, switched, gaveWay, ownSize } = props.state
  const ownSizeRef = useRef<HTMLInputElement>(null)
  const [asked, setAsked] = useState(false)

  const model = modelOf(form)
  const length = promptLength(form.prompt)
  const promptProblem = checkPrompt(model, form.prompt)
  // While an own size is incomplete, `form` still has the one before it: no problem, no price and no job may come of that.
  const sizeProblem = ownSize ? null : checkSize(model, form.params.size)
  const quote = ownSize ? null : priceOf(form, facts.markupBps)
  const size = parseSize(form.params.size)
  useEffect(() => {
    if (sent.accepted) onAccepted()
  }, [sent.accepted, onAccepted])

  const code = sent.error instanceof ApiError ? sent.error.code : null

  /** An answer speaks of the form as it was sent; with the next change it has nothing more to say. */
  function dispatch(action: StudioAction): void {
    if (sent.error !== null || sent.changedQuote) forget()
    props.dispatch(action)
  }

  function sentence(problem: Problem | null): string | null {
    return problem && problemSentence(tProblems, { ...problem, nearest: undefined })
  }

  function send(): void {
    setAsked(true)
    if (promptProblem) {
      props.promptRef.current?.focus()
      return
    }
    // A size that is missing or not allowed has no price; its sentence stands at the field already.
    if (quote === null) {
      ownSizeRef.current?.focus()
      return
    }
    setAsked(false)
    void submit(form, quote)
  }

  return (
    <form
      aria-label={t('form')}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        send()
      }}
      className="flex min-h-full flex-col"
    >
      <div className="flex-1 space-y-6 pb-8">
        <PromptField
          value={form.prompt}
          length={length}
          max={model.promptMaxCharacters}
          error={asked ? sentence(promptProblem) : null}
          fieldRef={props.promptRef}
          onChange={(prompt) => dispatch({ type: 'prompt', prompt })}
          onSubmit={send}
        />
        <ModelField
          form={form}
          facts={facts}
          switched={switched}
          onChoose={(id) => dispatch({ type: 'model', model: id })}
        />
        <SizeField
          model={model}
          value={form.params.size}
          ownSize={ownSize}
          error={sentence(sizeProblem)}
          nearest={sizeProblem && size ? nearestSize(model, size.width, size.height) : null}
          ownRef={ownSizeRef}
          onChange={(value) => dispatch({ type: 'params', params: { size: value } })}
          onOwnSize={(text) => dispatch({ type: 'own-size', text })}
        />
        {model.qualities.length > 1 && (
          <ChoiceField
            legend={t('quality')}
            options={model.qualities.map((value) => ({ value, label: tChoices(`quality.${value}`) }))}
            value={form.params.quality}
            onChange={(quality) => dispatch({ type: 'params', params: { quality } })}
          />
        )}
        {model.styles.length > 0 && (
          <ChoiceField
            legend={t('style')}
            options={model.styles.map((value) => ({ value, label: tChoices(`style.${value}`) }))}
            value={form.params.style}
            onChange={(style) => dispatch({ type: 'params', params: { style } })}
          />
        )}
        <CountField value={form.n} onChange={(n) => dispatch({ type: 'count', n })} />
        <MoreChoices
          model={model}
          params={form.params}
          gaveWay={gaveWay}
          onChange={(params) => dispatch({ type: 'params', params })}
        />
      </div>
      {/* The fade says that the form goes on below; it ends above the hairline, and at the form’s end covers only padding. */}
      <div className="sticky bottom-0 z-10 -mx-4 border-t border-edge bg-paper px-4 pb-[env(safe-area-inset-bottom)] before:pointer-events-none before:absolute before:inset-x-0 before:bottom-[calc(100%+1px)] before:h-8 before:bg-linear-to-t before:from-paper before:to-transparent sm:-mx-6 sm:px-6">
        {sent.changedQuote && (
          <QuoteQuestion
            total={sent.changedQuote.form.n * sent.changedQuote.quoteCredits}
            detail={t('quoteChangedText', {
              total: sent.changedQuote.form.n * sent.changedQuote.quoteCredits,
              count: sent.changedQuote.form.n,
              quote: sent.changedQuote.quoteCredits,
            })}
            onLeave={forget}
            onAgree={() => {
              if (sent.changedQuote) void submit(sent.changedQuote.form, sent.changedQuote.quoteCredits)
              // The page's own figures are of yesterday; fetch today's for the next picture.
              router.refresh()
            }}
          />
        )}
        {sent.error !== null && (
          <div className="pt-3">
            <ErrorNotice error={sent.error} showProblems>
              {code === 'unauthenticated' && (
                <Link className="link" href={`/${locale}/sign-in?next=/${locale}/studio`}>
                  {t('signInAgain')}
                </Link>
              )}
              {code === 'insufficient_credits' && (
                <Link className="link" href={`/${locale}/credits`}>
                  {t('toCredits')}
                </Link>
              )}
            </ErrorNotice>
          </div>
        )}
        <p role="status" className="sr-only">
          {sent.accepted && (
            <span key={sent.accepted.serial}>{t('accepted', { count: sent.accepted.count })}</span>
          )}
        </p>
        <PriceBar
          n={form.n}
          quote={quote}
          previews={{ count: form.params.partialImages, quote: previewsPriceOf(form, facts.markupBps) }}
          available={wallet?.available}
          sending={sent.sending}
        />
      </div>
    </form>
  )
}
