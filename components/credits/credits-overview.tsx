'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useMoney } from '#components/i18n/money-provider.tsx'
import type { WalletView } from '#components/queries/answers.ts'
import { useWallet } from '#components/queries/use-wallet.ts'

export function CreditsOverview(props: { initial: WalletView }) {
  const t = useTranslate('credits')
  const wallet = useWallet(props.initial) ?? props.initial
  return (
    <dl className="grid gap-y-6 border-y border-line py-6 sm:grid-cols-2 sm:divide-x sm:divide-line">
      <Amount name={t('available')} credits={wallet.available} note={t('availableNote')} />
      <Amount name={t('held')} credits={wallet.held} note={t('heldNote')} />
    </dl>
  )
}

function Amount(props: { name: string; credits: number; note: string }) {
  const t = useTranslate('credits')
  const tCommon = useTranslate('common')
  const money = useMoney()
  return (
    <div className="sm:not-first:pl-8">
      <dt className="text-sm text-soft">{props.name}</dt>
      <dd>
        <p className="numerals mt-1 font-title text-3xl font-semibold">
          {tCommon('credits', { count: props.credits })}
        </p>
        <p className="numerals mt-1 text-xs text-soft">
          {t('inMoney', { amount: money(props.credits) })} · {props.note}
        </p>
      </dd>
    </div>
  )
}
