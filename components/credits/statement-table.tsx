'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'
import { saysSessionEnded } from '#components/queries/session-ended.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { LocalTime } from '#components/ui/local-time.tsx'
import type { Translate } from '#lib/i18n/translate.ts'
import type { StatementLine, StatementPage } from './statement-view.ts'

/** Every ledger transaction, newest first. A real table; on a phone its rows fold into two lines. */
export function StatementTable(props: { initial: StatementPage; emailVerified: boolean }) {
  const t = useTranslate('credits')
  const tCommon = useTranslate('common')
  const query = useInfiniteQuery({
    queryKey: queryKeys.statement,
    queryFn: ({ pageParam, signal }) =>
      callApi<StatementPage>(
        `/api/wallet/statement${pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : ''}`,
        {
          signal,
        },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [props.initial], pageParams: [''] },
  })
  const lines = query.data.pages.flatMap((page) => page.entries)

  if (lines.length === 0) {
    return (
      <div className="border-y border-line py-12 text-center">
        <p className="font-title text-xl font-semibold">{t('empty')}</p>
        <p className="mt-2 text-soft">{t(props.emailVerified ? 'emptyVerified' : 'emptyText')}</p>
      </div>
    )
  }
  return (
    <>
      <table className="w-full border-collapse text-sm">
        <thead className="text-left text-xs whitespace-nowrap text-soft max-sm:sr-only">
          <tr className="border-b border-edge">
            <th scope="col" className="py-2 pr-4 font-normal">
              {t('date')}
            </th>
            <th scope="col" className="py-2 pr-4 font-normal">
              {t('what')}
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-normal">
              {t('change')}
            </th>
            <th scope="col" className="py-2 text-right font-normal">
              {t('balanceAfter')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <StatementRow key={line.id} line={line} />
          ))}
        </tbody>
      </table>
      <div className="mt-6 text-center text-sm text-soft">
        {query.error && !saysSessionEnded(query.error) && <ErrorNotice error={query.error} />}
        {query.hasNextPage ? (
          <button
            type="button"
            className="button button-plain text-ink"
            aria-busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {query.isFetchingNextPage ? tCommon('loading') : tCommon('more')}
          </button>
        ) : (
          <p>{t('end')}</p>
        )}
      </div>
    </>
  )
}

function kindText(t: Translate<'credits'>, line: StatementLine): string {
  if (line.kind !== 'grant') return t.maybe(`kind.${line.kind}`) ?? t('kind.other')
  if (line.lotKinds.includes('bonus')) {
    // The operator's command grants bonus lots too, with references of its own (`cli:…`).
    return t(line.reference === 'sign-up-bonus' ? 'kind.grantBonus' : 'kind.grantOperator')
  }
  if (line.lotKinds.includes('purchased')) return t('kind.grantPurchased')
  return line.lotKinds.includes('sandbox') ? t('kind.grantSandbox') : t('kind.grant')
}

/** The job a line belongs to. References are `job:<id>`; a bonus or a purchase has none. */
function jobOf(reference: string): string | null {
  return /^job:([0-9a-f-]{36})$/.exec(reference)?.[1] ?? null
}

function StatementRow({ line }: { line: StatementLine }) {
  const t = useTranslate('credits')
  const tCommon = useTranslate('common')
  const locale = useLocale()
  const jobId = jobOf(line.reference)
  const spent = line.kind === 'settle'
  const change = line.availableChange
  const sign = change > 0 ? '+' : '−'
  return (
    <tr className="border-b border-line align-baseline max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-x-4 max-sm:py-2.5">
      <td className="text-soft max-sm:order-3 max-sm:text-xs sm:py-2.5 sm:pr-4">
        <LocalTime iso={line.createdAt} />
      </td>
      <td className="max-sm:order-1 sm:py-2.5 sm:pr-4">
        {kindText(t, line)}
        {spent && (
          <span className="text-soft">
            {'\u00a0'}· {t('settleNote', { spent: tCommon('credits', { count: line.spentChange }) })}
          </span>
        )}
        {jobId && (
          <>
            {' '}
            <Link href={`/${locale}/jobs/${jobId}`} prefetch={false} className="link whitespace-nowrap">
              {t(spent ? 'toPicture' : 'toJob')}
            </Link>
          </>
        )}
      </td>
      <td
        className={`numerals text-right max-sm:order-2 sm:py-2.5 sm:pr-4 ${change > 0 ? 'text-malachite' : change === 0 ? 'text-soft' : ''}`}
      >
        {change === 0 ? '–' : `${sign}${new Intl.NumberFormat(locale).format(Math.abs(change))}`}
      </td>
      <td className="numerals text-right text-soft max-sm:order-4 max-sm:text-xs sm:py-2.5">
        {new Intl.NumberFormat(locale).format(line.availableAfter)}
      </td>
    </tr>
  )
}
