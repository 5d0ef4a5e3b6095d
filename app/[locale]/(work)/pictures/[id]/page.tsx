import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { I18nProvider } from '#components/i18n/i18n-provider.tsx'
import { PicturePage } from '#components/picture/picture-page.tsx'
import { promptStart } from '#components/picture/picture-words.ts'
import { readFilters, writeFilters } from '#components/pictures/library-filters.ts'
import { pickMessages, translator } from '#lib/i18n/messages.ts'
import { readPicturePage } from '#lib/jobs/read-attempts.ts'
import { pageLocale } from '../../../page-locale.ts'
import { requireUser } from '../../../require-user.ts'
import { findOr404 } from '../../find-or-404.ts'

interface PageProps {
  params: Promise<{ locale: string; id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Once a request, for the title and the page. */
const readPage = cache(async (userId: string, id: string) => {
  const page = await findOr404(id, (imageId) => readPicturePage(userId, imageId))
  // What was not delivered is on the page of its job.
  if (page.image.state !== 'delivered') notFound()
  return page
})

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const locale = await pageLocale(props.params)
  const { id } = await props.params
  const user = await requireUser(locale, `/${locale}/pictures/${id}`)
  const { job } = await readPage(user.id, id)
  // Isolated, so that a prompt from right to left does not turn the rest of the title around.
  const title = `\u2068${promptStart(job.prompt, 60)}\u2069`
  return { title: title === '\u2068\u2069' ? translator(locale, 'pictures')('title') : title }
}

export default async function OnePicturePage(props: PageProps) {
  const locale = await pageLocale(props.params)
  const { id } = await props.params
  const user = await requireUser(locale, `/${locale}/pictures/${id}`)
  const page = await readPage(user.id, id)
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(await props.searchParams)) {
    if (typeof value === 'string') params.set(name, value)
  }
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, ['picture'])}>
      <PicturePage key={id} initial={page} filters={writeFilters(readFilters(params))} />
    </I18nProvider>
  )
}
