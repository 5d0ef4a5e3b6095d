'use client'

import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useMoney } from '#components/i18n/money-provider.tsx'
import type { WalletView } from '#components/queries/answers.ts'
import { IntentLink } from '#components/ui/intent-link.tsx'
import { useLatestWallet } from './live-wallet.ts'

/** What there is to spend, in credits and in money, on every page; leads to the statement. */
export function HeaderBalance(props: { initial: WalletView }) {
  const t = useTranslate('nav')
  const tCommon = useTranslate('common')
  const locale = useLocale()
  const money = useMoney()
  const { available } = useLatestWallet(props.initial)
  return (
    <IntentLink
      href={`/${locale}/credits`}
      className="numerals flex min-h-11 flex-col items-end justify-center rounded-sm px-0.5 text-right leading-tight whitespace-nowrap hover:bg-wash min-[24rem]:px-2 pointer-fine:min-h-10"
    >
      <span className="sr-only">{t('balance')}</span>
      <span className="text-xs font-medium">
        {/* The unit has no room beside two words of the way on the smallest phones. */}
        <span className="min-[24rem]:hidden">{new Intl.NumberFormat(locale).format(available)}</span>
        <span className="hidden min-[24rem]:inline">{tCommon('credits', { count: available })}</span>
      </span>
      <span className="text-2xs text-soft">{money(available)}</span>
    </IntentLink>
  )
}
