import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { I18nProvider } from '#components/i18n/i18n-provider.tsx'
import { timeZoneCookie } from '#components/i18n/time-zone.ts'
import { asDensity, densityCookie } from '#components/pictures/density.ts'
import { Library } from '#components/pictures/library.tsx'
import { WINDOW } from '#components/pictures/library-calls.ts'
import { filtersForApi, readFilters } from '#components/pictures/library-filters.ts'
import { pickMessages, translator } from '#lib/i18n/messages.ts'
import { BIN_DAYS, noFilters } from '#lib/library/filters.ts'
import { readFacets } from '#lib/library/read-facets.ts'
import { readLayout } from '#lib/library/read-layout.ts'
import { listPictures } from '#lib/library/read-pictures.ts'
import { viewQuery } from '#lib/library/route-input.ts'
import { pageLocale } from '../../../page-locale.ts'
import { requireUser } from '../../../require-user.ts'
import { type SearchParams, searchParamsOf } from './search-params.ts'

interface PageProps {
  params: Promise<{ locale: string }>
  searchParams: Promise<SearchParams>
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'pictures')('title') }
}

/** Drawn with its first pictures: no loading screen above it, so that all of it is there without script too. */
export default async function PicturesPage(props: PageProps) {
  const locale = await pageLocale(props.params)
  const params = searchParamsOf(await props.searchParams)
  const user = await requireUser(locale, `/${locale}/pictures${params.size > 0 ? `?${params}` : ''}`)
  const jar = await cookies()
  const view = viewOf(params, user.timeZone ?? jar.get(timeZoneCookie)?.value ?? 'UTC')
  const asked = viewQuery.safeParse(Object.fromEntries(new URLSearchParams(view)))
  const filters = asked.data ?? noFilters
  const readAt = Date.now()
  const [page, facets] = await Promise.all([
    pageOfPictures(user.id, filters, params.get('cursor')),
    readFacets(user.id),
  ])
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, ['library'])}>
      <Library
        initial={{ ...page, view, readAt }}
        facets={facets}
        density={asDensity(jar.get(densityCookie)?.value)}
        binDays={BIN_DAYS}
      />
    </I18nProvider>
  )
}

/** @param timeZone as a cookie may hold it */
function viewOf(params: URLSearchParams, timeZone: string): string {
  const filters = readFilters(params)
  try {
    return filtersForApi(filters, timeZone)
  } catch {
    return filtersForApi(filters, 'UTC')
  }
}

/**
 * The newest pictures, or those after `cursor`; one that is none is as if it were not there. Where they are all of the view, their layout
 * comes with them: the browser need not ask.
 */
async function pageOfPictures(userId: string, filters: typeof noFilters, cursor: string | null) {
  if (cursor) {
    const page = await listPictures(userId, filters, { cursor, limit: WINDOW }).catch(() => null)
    if (page) return { ...page, layout: null, older: true }
  }
  const page = await listPictures(userId, filters, { limit: WINDOW })
  const layout = page.nextCursor === null ? await readLayout(userId, filters) : null
  // A picture may come or go between the two.
  const isSame = layout?.count === page.pictures.length && layout.asOf?.endsWith(page.pictures[0]?.id ?? '-')
  return { ...page, layout: isSame ? layout : null, older: false }
}
