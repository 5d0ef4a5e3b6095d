'use client'

import { Columns2, SlidersHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import {
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useWallet } from '#components/queries/use-wallet.ts'
import { problemSentence } from '#components/ui/error-sentence.ts'
import { isComposing } from '#components/ui/is-composing.ts'
import { checkPrompt, checkSize, nearestSize, parseSize, promptLength } from '#lib/catalog/choices.ts'
import type { Quality, Size } from '#lib/catalog/model.ts'
import type { ImageParams } from '#lib/catalog/params.ts'
import { FREE_PROMPT_CHARACTERS } from '#lib/catalog/quote.ts'
import type { Problem } from '#lib/http/app-error.ts'
import { CountField } from './count-field.tsx'
import { ModelField } from './model-field.tsx'
import { MoreChoicesFold } from './more-choices-fold.tsx'
import { isSameForm } from './order-line.ts'
import { PriceBar } from './price-bar.tsx'
import { previewsPriceOf, priceOf, qualityPrices } from './price-of.ts'
import { PromptField } from './prompt-field.tsx'
import { QualityField } from './quality-field.tsx'
import type { OwnSizeText } from './read-own-size.ts'
import { SizeField } from './size-field.tsx'
import { type StudioFacts, typicalSecondsOf } from './studio-facts.ts'
import { modelOf, type StudioAction, type StudioForm, type StudioState } from './studio-form.ts'
import { SubmitAnswer } from './submit-answer.tsx'
import { useAffordable } from './use-affordable.ts'
import type { Overwrite } from './use-overwrite.ts'
import type { useSubmitJob } from './use-submit-job.ts'

/** The form: what to paint, a few choices, the price. Fields are drawn anew only when what they show has changed. */
export function Composer(props: {
  state: StudioState
  dispatch: (action: StudioAction) => void
  facts: StudioFacts
  submitting: ReturnType<typeof useSubmitJob>
  promptRef: RefObject<HTMLTextAreaElement | null>
  paintRef: RefObject<HTMLButtonElement | null>
  onOverwrite: Overwrite
  onModels: () => void
  onPresets: () => void
  onCompare: () => void
}) {
  const t = useTranslate('studio')
  const tProblems = useTranslate('problems')
  const router = useRouter()
  const wallet = useWallet()
  const { facts, dispatch, onOverwrite } = props
  const { state: sent, submit, forget } = props.submitting
  const { form, switched, gaveWay, ownSize } = props.state
  const ownSizeRef = useRef<HTMLInputElement>(null)
  const [asked, setAsked] = useState(false)

  const model = modelOf(form)
  const length = promptLength(form.prompt)
  const promptProblem = checkPrompt(model, form.prompt)
  // While an own size is incomplete, `form` still has the one before it: no problem, no price and no job may come of that.
  const sizeProblem = ownSize ? null : checkSize(model, form.params.size)
  const size = parseSize(form.params.size)
  const prices = usePrices(form, Math.max(FREE_PROMPT_CHARACTERS, length), facts)
  const quote = ownSize ? null : prices.quote
  const available = wallet?.available
  const affordable = useAffordable(prices.form, facts, available, quote === null ? null : quote * form.n)

  /** An answer speaks of the form as it was sent; with the next change it has nothing more to say. */
  const { error, changedQuote, about } = sent
  useEffect(() => {
    if ((error !== null || changedQuote) && about !== null && !isSameForm(about, form)) forget()
  }, [error, changedQuote, about, form, forget])

  const setPrompt = useCallback((prompt: string) => dispatch({ type: 'prompt', prompt }), [dispatch])
  const setModel = useCallback((id: string) => dispatch({ type: 'model', model: id }), [dispatch])
  const setParams = useCallback(
    (params: Partial<ImageParams>) => dispatch({ type: 'params', params }),
    [dispatch],
  )
  const setSize = useCallback((next: Size) => setParams({ size: next }), [setParams])
  const setOwnSize = useCallback((text: OwnSizeText) => dispatch({ type: 'own-size', text }), [dispatch])
  const setQuality = useCallback((quality: Quality) => setParams({ quality }), [setParams])
  const setCount = useCallback((n: number) => dispatch({ type: 'count', n }), [dispatch])
  const { paintRef } = props
  const afford = useCallback(
    (cheaper: StudioForm) => {
      onOverwrite(({ prompt }) => ({ ...cheaper, prompt }), t('afford.done'))
      // The offer goes with what was missing.
      paintRef.current?.focus()
    },
    [onOverwrite, paintRef, t],
  )

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
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isComposing(event.nativeEvent))
          return
        event.preventDefault()
        send()
      }}
      className="flex min-h-full flex-col"
    >
      {/* What takes the focus must not come to lie under the price, which stands before it. */}
      <div className="flex-1 space-y-5 pb-8 [&_:is(a,button,input,select,summary,textarea)]:scroll-mb-48">
        <PromptField
          value={form.prompt}
          length={length}
          model={model}
          error={asked ? sentence(promptProblem) : null}
          fieldRef={props.promptRef}
          onChange={setPrompt}
          onOverwrite={onOverwrite}
        />
        <div className="space-y-5" data-tour="choices">
          <ModelField
            model={form.model}
            facts={facts}
            switched={switched}
            onOpen={props.onModels}
            onChoose={setModel}
          />
          <SizeField
            model={model}
            value={form.params.size}
            ownSize={ownSize}
            error={sentence(sizeProblem)}
            nearest={sizeProblem && size ? nearestSize(model, size.width, size.height) : null}
            ownRef={ownSizeRef}
            onChange={setSize}
            onOwnSize={setOwnSize}
          />
          {model.qualities.length > 1 && (
            <QualityField prices={prices.qualities} value={form.params.quality} onChange={setQuality} />
          )}
          <CountField value={form.n} onChange={setCount} />
        </div>
        <div className="flex flex-wrap gap-2">
          <button type="button" className="button button-plain button-small flex-1" onClick={props.onCompare}>
            <Columns2 aria-hidden="true" className="size-4" />
            {t('compare')}
          </button>
          <button type="button" className="button button-plain button-small flex-1" onClick={props.onPresets}>
            <SlidersHorizontal aria-hidden="true" className="size-4" />
            {t('presets')}
          </button>
        </div>
        <MoreChoicesFold model={model} params={form.params} gaveWay={gaveWay} onChange={setParams} />
      </div>
      {/* The fade says that the form goes on below; it ends above the hairline, and at the form’s end covers only padding. */}
      <div
        data-foot
        className="sticky bottom-0 z-10 -mx-4 border-t border-edge bg-paper px-4 pb-[env(safe-area-inset-bottom)] before:pointer-events-none before:absolute before:inset-x-0 before:bottom-[calc(100%+1px)] before:h-8 before:bg-linear-to-t before:from-paper before:to-transparent sm:-mx-6 sm:px-6"
      >
        <SubmitAnswer
          submitting={props.submitting}
          onAgree={(agreed, price) => {
            void submit(agreed, price)
            // The page's own figures are of yesterday; fetch today's for the next picture.
            if (navigator.onLine) router.refresh()
          }}
        />
        <PriceBar
          n={form.n}
          quote={quote}
          previews={form.params.partialImages}
          previewsQuote={prices.previews}
          seconds={typicalSecondsOf(facts, form)}
          available={available}
          affordable={affordable}
          sending={sent.sending}
          buttonRef={props.paintRef}
          onAfford={afford}
        />
      </div>
    </form>
  )
}

/** Every price the form shows. A prompt counts by its length only, and only beyond what is free: typing computes nothing. */
function usePrices(form: StudioForm, characters: number, { markupBps }: StudioFacts) {
  const { model, n, params } = form
  return useMemo(() => {
    const priced: StudioForm = { model, n, params, prompt: 'x'.repeat(characters) }
    return {
      form: priced,
      quote: priceOf(priced, markupBps),
      previews: previewsPriceOf(priced, markupBps),
      qualities: qualityPrices(priced, markupBps),
    }
  }, [model, n, params, characters, markupBps])
}
