'use client'

import { createContext, type ReactNode, useCallback, useContext } from 'react'
import { type Currency, creditsAsMoney } from '#lib/i18n/currencies.ts'
import { useLocale } from './i18n-provider.tsx'

const MoneyContext = createContext<{ currency: Currency; cnyPerUsd: number } | null>(null)

/** In which money credits are told beside their number. */
export function MoneyProvider(props: { currency: Currency; cnyPerUsd: number; children: ReactNode }) {
  return <MoneyContext value={props}>{props.children}</MoneyContext>
}

/** Says credits as money, such as `¥0.08`: to read beside the credits, which are what is paid. */
export function useMoney(): (credits: number) => string {
  const money = useContext(MoneyContext)
  if (!money) throw new Error('MoneyProvider is missing above this component')
  const locale = useLocale()
  const { currency, cnyPerUsd } = money
  return useCallback(
    (credits) => creditsAsMoney(credits, currency, cnyPerUsd, locale),
    [currency, cnyPerUsd, locale],
  )
}
