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
import { PartGuard } from '#components/ui/part-guard.tsx'
import { checkPrompt, checkSize, nearestSize, parseSize, promptLength } from '#lib/catalog/choices.ts'
import type { Quality, Size } from '#lib/catalog/model.ts'
import type { ImageParams } from '#lib/catalog/params.ts'
import { FREE_PROMPT_CHARACTERS } from '#lib/catalog/quote.ts'
import type { Problem } from '#lib/http/app-error.ts'
import type { Translate } from '#lib/i18n/translate.ts'
import { CountField } from './count-field.tsx'
import { ModelInputs } from './drawn-later.ts'
import { ModelField } from './model-field.tsx'
import { MoreChoicesFold } from './more-choices-fold.tsx'
import { isSameForm } from './order-line.ts'
import { type PicturesGuard, PicturesStart } from './pictures-start.tsx'
import { PriceBar } from './price-bar.tsx'
import { inputsPriceOf, previewsPriceOf, priceOf, qualityPrices } from './price-of.ts'
import { PromptField } from './prompt-field.tsx'
import { QualityField } from './quality-field.tsx'
import type { OwnSizeText } from './read-own-size.ts'
import { SizeField } from './size-field.tsx'
import { type StudioFacts, typicalSecondsOf } from './studio-facts.ts'
import { modelOf, type StudioAction, type StudioForm, type StudioState } from './studio-form.ts'
import { SubmitAnswer } from './submit-answer.tsx'
import { useAffordable } from './use-affordable.ts'
import type { Overwrite } from './use-overwrite.ts'
import type { StudioDialog } from './use-studio-dialog.ts'
import type { useSubmitJob } from './use-submit-job.ts'

/** The form: what to paint, a few choices, the price. Fields are drawn anew only when what they show has changed. */
export function Composer(props: {
  userId: string
  state: StudioState
  dispatch: (action: StudioAction) => void
  facts: StudioFacts
  submitting: ReturnType<typeof useSubmitJob>
  promptRef: RefObject<HTMLTextAreaElement | null>
  paintRef: RefObject<HTMLButtonElement | null>
  onOverwrite: Overwrite
  onDialog: (name: StudioDialog) => void
}) {
  const t = useTranslate('studio')
  const tProblems = useTranslate('problems')
  const tInputs = useTranslate('studioInputs')
  const router = useRouter()
  const wallet = useWallet()
  const { facts, dispatch, onOverwrite } = props
  const { state: sent, submit, forget } = props.submitting
  const { form, switched, gaveWay, ownSize } = props.state
  const ownSizeRef = useRef<HTMLInputElement>(null)
  const guardRef = useRef<PicturesGuard>(null)
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
    if (guardRef.current?.stops()) return
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
        // Events of a dialog come here, too, wherever it is drawn.
        if (!event.currentTarget.contains(event.target as Node)) return
        event.preventDefault()
        send()
      }}
      className="flex min-h-full flex-col"
    >
      <div className="studio-fields flex-1 space-y-5 pb-8">
        <PromptField
          value={form.prompt}
          length={length}
          model={model}
          error={asked ? sentence(promptProblem) : null}
          placeholder={placeholderOf(form, t, tInputs)}
          hasInputs={form.inputs.length > 0}
          fieldRef={props.promptRef}
          onChange={setPrompt}
          onOverwrite={onOverwrite}
        />
        <PicturesStart
          form={prices.form}
          userId={props.userId}
          promptRef={props.promptRef}
          guardRef={guardRef}
          dispatch={dispatch}
          onOverwrite={onOverwrite}
        />
        <div className="space-y-5" data-tour="choices">
          <div>
            <ModelField
              model={form.model}
              facts={facts}
              switched={switched}
              onOpen={props.onDialog}
              onChoose={setModel}
            />
            {form.inputs.length > 0 && (
              <PartGuard>
                <ModelInputs
                  form={prices.form}
                  facts={facts}
                  onChoose={setModel}
                  onSize={setSize}
                  onOverwrite={onOverwrite}
                />
              </PartGuard>
            )}
          </div>
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
          <button
            type="button"
            className="button button-plain button-small flex-1"
            onClick={() => props.onDialog('compare')}
          >
            <Columns2 aria-hidden="true" className="size-4" />
            {t('compare')}
          </button>
          <button
            type="button"
            className="button button-plain button-small flex-1"
            onClick={() => props.onDialog('presets')}
          >
            <SlidersHorizontal aria-hidden="true" className="size-4" />
            {t('presets')}
          </button>
        </div>
        <MoreChoicesFold
          model={model}
          params={form.params}
          hasInputs={form.inputs.length > 0}
          gaveWay={gaveWay}
          onChange={setParams}
        />
      </div>
      <div data-foot className="studio-foot">
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
          inputs={form.inputs.length}
          masked={form.mask !== null}
          inputsQuote={prices.inputs}
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

/** What is said of a picture is other than what is said of none. */
function placeholderOf(
  { inputs, mask }: StudioForm,
  t: Translate<'studio'>,
  tInputs: Translate<'studioInputs'>,
) {
  if (mask) return tInputs('promptPlaceholderMask')
  if (inputs.length > 1) return tInputs('promptPlaceholder')
  return inputs.length > 0 ? tInputs('promptPlaceholderOne') : t('promptPlaceholder')
}

/** Every price the form shows. A prompt counts by its length only, and only beyond what is free: typing computes nothing. */
function usePrices(form: StudioForm, characters: number, { markupBps }: StudioFacts) {
  const { model, n, params, inputs, mask, keepUnpainted } = form
  return useMemo(() => {
    const prompt = 'x'.repeat(characters)
    const priced: StudioForm = { model, n, params, inputs, mask, keepUnpainted, prompt }
    return {
      form: priced,
      quote: priceOf(priced, markupBps),
      inputs: inputsPriceOf(priced, markupBps),
      previews: previewsPriceOf(priced, markupBps),
      qualities: qualityPrices(priced, markupBps),
    }
  }, [model, n, params, inputs, mask, keepUnpainted, characters, markupBps])
}
