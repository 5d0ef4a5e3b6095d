'use client'

import { type RefObject, useMemo, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useMoney } from '#components/i18n/money-provider.tsx'
import { useWallet } from '#components/queries/use-wallet.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { modelName } from '#components/ui/model-name.ts'
import { checkPrompt } from '#lib/catalog/choices.ts'
import { models } from '#lib/catalog/models.ts'
import { takesInputs } from './able-models.ts'
import { firstChoice, VARIANTS_MAX, VARIANTS_MIN, type Variant, variantsOf } from './comparison-variants.ts'
import type { StudioFacts } from './studio-facts.ts'
import { modelOf, type StudioForm } from './studio-form.ts'
import { type ComparisonKey, useSubmitComparison } from './use-submit-comparison.ts'
import { VariantChip } from './variant-chip.tsx'
import { useDurationText } from './wait-words.tsx'

/** The same prompt painted in several ways at once: which, what they cost and how long they take is chosen here. */
export function CompareDialog(props: {
  userId: string
  form: StudioForm
  facts: StudioFacts
  comparisonKey: RefObject<ComparisonKey | null>
  onClose: () => void
  onAccepted: (count: number) => void
  onPromptMissing: () => void
}) {
  const t = useTranslate('studioTools')
  const tStudio = useTranslate('studio')
  const tInputs = useTranslate('studioInputs')
  const tCommon = useTranslate('common')
  const money = useMoney()
  const durationText = useDurationText()
  const wallet = useWallet()
  const { form, facts } = props
  const groups = useMemo(() => variantsOf(form, facts), [form, facts])
  const unable = models.filter(
    (model) => facts.availability[model.id]?.state === 'available' && !takesInputs(model, form),
  )
  const [keys, setKeys] = useState<readonly string[]>(() => firstChoice(form, groups))
  const { state, submit } = useSubmitComparison(props.userId, props.comparisonKey)
  const chosen = groups.flatMap(({ variants }) => variants.filter(({ key }) => keys.includes(key)))
  const total = chosen.reduce((sum, { price }) => sum + price, 0)
  const missing = Math.max(0, total - (wallet?.available ?? total))
  const times = chosen.map(({ seconds }) => seconds).filter((seconds) => seconds !== null)
  // They are painted beside one another as far as there is room: the slowest tells.
  const longest = times.length === chosen.length && times.length > 0 ? Math.max(...times) : null
  const isFull = chosen.length >= VARIANTS_MAX

  function toggle({ key }: Variant): void {
    setKeys(keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key])
  }

  async function send(): Promise<void> {
    if (checkPrompt(modelOf(form), form.prompt)?.code === 'prompt_empty') return props.onPromptMissing()
    if (state.sending || chosen.length < VARIANTS_MIN) return
    if (await submit(form, chosen)) {
      props.onClose()
      props.onAccepted(chosen.length)
    }
  }

  return (
    <Dialog title={t('compare.title')} onClose={props.onClose} widthRem={46}>
      <p className="px-5 pt-4 text-sm text-soft">{t('compare.intro', { max: VARIANTS_MAX })}</p>
      {unable.length > 0 && (
        <p className="px-5 pt-2 text-sm text-soft">
          {tInputs('leftOut', {
            models: unable.map(({ id }) => modelName(id)).join(tStudio('listSeparator')),
          })}
        </p>
      )}
      <div className="divide-y divide-line px-5 pb-2">
        {groups.map(({ model, variants }) => (
          <fieldset key={model} className="py-3.5">
            <legend className="float-left w-full pb-1.5 text-sm font-medium">{modelName(model)}</legend>
            <div className="clear-both grid grid-cols-[repeat(auto-fill,minmax(6rem,1fr))] gap-1.5">
              {variants.map((variant) => (
                <VariantChip
                  key={variant.key}
                  variant={variant}
                  isChosen={keys.includes(variant.key)}
                  isLocked={isFull && !keys.includes(variant.key)}
                  onToggle={() => toggle(variant)}
                />
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      <div className="sticky bottom-0 space-y-3 border-t border-edge bg-sheet px-5 py-3">
        {state.error !== null && <ErrorNotice error={state.error} showProblems />}
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <div className="numerals text-sm" aria-live="polite">
            <p>
              <strong className="text-lg font-semibold">{tCommon('credits', { count: total })}</strong>
              <span className="text-xs text-soft max-sm:block sm:ml-2">
                {[
                  `≈ ${money(total)}`,
                  longest !== null && t('compare.about', { time: durationText(longest) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </p>
            <p className="text-xs text-cinnabar-text empty:hidden">
              {chosen.length < VARIANTS_MIN && t('compare.tooFew', { min: VARIANTS_MIN })}
              {missing > 0 && t('compare.missing', { missing })}
            </p>
          </div>
          <button
            type="button"
            className="button button-seal"
            aria-busy={state.sending}
            aria-disabled={chosen.length < VARIANTS_MIN}
            onClick={() => void send()}
          >
            {state.sending ? t('compare.sending') : t('compare.send', { count: chosen.length })}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
