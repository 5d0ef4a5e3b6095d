'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useMoney } from '#components/i18n/money-provider.tsx'
import { priceOf } from './price-of.ts'
import { emptyForm } from './studio-form.ts'

const others = ['Product', 'Poster', 'Child'] as const

/** The first visit: an empty hanging scroll, one picture that a click paints, and other ways to begin. */
export function EmptyEasel(props: {
  markupBps: number
  onExample: (prompt: string) => void
  /** Paints it at once, with what the form begins with. */
  onPaint: (prompt: string) => void
}) {
  const t = useTranslate('studio')
  const tCommon = useTranslate('common')
  const money = useMoney()
  const price = priceOf(emptyForm(), props.markupBps)
  return (
    <div className="mx-auto grid max-w-3xl gap-10 py-6 sm:grid-cols-[9rem_1fr] lg:py-14">
      <HangingScroll />
      <div className="self-center">
        <h2 className="font-title text-2xl font-semibold">{t('resultsEmpty')}</h2>
        <p className="mt-2 text-soft">
          <span className="hidden lg:inline">{t('resultsEmptyText')}</span>
          <span className="lg:hidden">{t('resultsEmptyTextPhone')}</span>
        </p>
        <div className="mt-6 border-l-2 border-cinnabar pl-4">
          <p className="text-lg">{t('exampleInk')}</p>
          {price !== null && (
            <button
              type="button"
              className="button button-plain mt-3"
              onClick={() => props.onPaint(t('exampleInk'))}
            >
              {t('paintExample', { cost: tCommon('credits', { count: price }), money: money(price) })}
            </button>
          )}
        </div>
        <ul className="mt-7 divide-y divide-line border-y border-line">
          {others.map((example) => (
            <li key={example}>
              <button
                type="button"
                className="block w-full px-1 py-3 text-left hover:bg-wash"
                onClick={() => props.onExample(t(`example${example}`))}
              >
                <span className="block text-sm font-medium">{t(`example${example}Name`)}</span>
                <span className="block text-sm text-soft">{t(`example${example}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function HangingScroll() {
  return (
    <svg viewBox="0 0 144 380" className="hidden w-36 sm:block" aria-hidden="true" focusable="false">
      <path d="M32 34 72 6l40 28" fill="none" className="stroke-edge" strokeWidth="1" />
      <path d="M18 34h108v312H18z" className="fill-wash stroke-line" />
      <path d="M30 92h84v196H30z" className="fill-sheet stroke-line" />
      <path d="M54 34v58M90 34v58" className="stroke-line" />
      <path d="M16 32h112v4H16zM8 344h128v8H8z" className="fill-ink" />
      <path d="M99 262h9v18h-9z" className="fill-cinnabar" />
    </svg>
  )
}
