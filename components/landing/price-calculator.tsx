'use client'

import { useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName, sizeText } from '#components/ui/model-name.ts'
import type { Quality } from '#lib/catalog/model.ts'
import { CalculatorChoice } from './calculator-choice.tsx'
import { CalculatorResult } from './calculator-result.tsx'
import { choosePrice, countMax, type PricedModel, type WantedPrice } from './price-choice.ts'

const counts = Array.from({ length: countMax }, (_, at) => String(at + 1))

/** Works before the script does, and without it: a GET form, whose answer the server draws into the same place. */
export function PriceCalculator(props: {
  table: readonly PricedModel[]
  wanted: WantedPrice
  qualityNames: Readonly<Record<Quality, string>>
  cnyPerUsd: number
  /** 0 where a new account gets none. */
  bonusCredits: number
}) {
  const t = useTranslate('calculator')
  const locale = useLocale()
  const [wanted, setWanted] = useState(props.wanted)
  const choice = choosePrice(props.table, wanted)
  if (!choice) return null
  const { model } = choice
  const set = (change: WantedPrice) => setWanted({ ...wanted, ...change })

  return (
    <form
      action={`/${locale}#prices`}
      aria-label={t('name')}
      className="grid gap-px border border-line bg-line md:grid-cols-[minmax(0,1fr)_minmax(15rem,22rem)]"
    >
      <div className="space-y-5 bg-sheet p-4 sm:p-6">
        <div className="grid grid-cols-[minmax(0,1fr)_6rem] gap-3 sm:gap-4">
          <label className="block text-sm font-medium">
            <span className="mb-1.5 block">{t('model')}</span>
            <select
              name="model"
              value={model.id}
              onChange={(event) => set({ model: event.target.value })}
              className="field font-normal"
            >
              {props.table.map(({ id }) => (
                <option key={id} value={id}>
                  {modelName(id)}
                </option>
              ))}
            </select>
          </label>
          <label className="block text-sm font-medium">
            <span className="mb-1.5 block">{t('count')}</span>
            <select
              name="n"
              value={String(choice.n)}
              onChange={(event) => set({ n: event.target.value })}
              className="field numerals font-normal"
            >
              {counts.map((count) => (
                <option key={count}>{count}</option>
              ))}
            </select>
          </label>
        </div>
        <CalculatorChoice
          name="size"
          legend={t('size')}
          options={model.sizes.map((size) => ({ value: size, label: sizeText(size), shape: size }))}
          value={choice.size}
          onChange={(size) => set({ size })}
        />
        <CalculatorChoice
          name="quality"
          legend={t('quality')}
          options={model.qualities.map((quality) => ({ value: quality, label: props.qualityNames[quality] }))}
          value={choice.quality}
          onChange={(quality) => set({ quality })}
        />
        <noscript>
          <button type="submit" className="button button-plain">
            {t('reckon')}
          </button>
        </noscript>
      </div>
      <CalculatorResult choice={choice} cnyPerUsd={props.cnyPerUsd} bonusCredits={props.bonusCredits} />
    </form>
  )
}
