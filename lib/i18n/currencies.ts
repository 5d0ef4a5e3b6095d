import type { Locale } from './locales.ts'

/** In which money credits are also told. */
export const currencies = ['CNY', 'USD'] as const
export type Currency = (typeof currencies)[number]

/** What the user chose, else what goes with the language. */
export function currencyOf(chosen: Currency | null, locale: Locale): Currency {
  return chosen ?? (locale === 'zh' ? 'CNY' : 'USD')
}

const CREDITS_PER_USD = 1000

/**
 * Credits in money, for reading beside them: never what is charged.
 * @param cnyPerUsd what one US dollar is told as in yuan (`CNY_PER_USD`)
 */
export function creditsAsMoney(credits: number, to: Currency, cnyPerUsd: number, locale: Locale): string {
  const amount = (credits / CREDITS_PER_USD) * (to === 'CNY' ? cnyPerUsd : 1)
  return new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en-US', {
    style: 'currency',
    currency: to,
    currencyDisplay: 'narrowSymbol',
    // A picture may cost a third of a cent.
    maximumFractionDigits: Math.abs(amount) < 0.1 && amount !== 0 ? 3 : 2,
    minimumFractionDigits: 2,
  }).format(amount)
}
