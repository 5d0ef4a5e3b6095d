import type { Metadata } from 'next'
import { PictureWall } from '#components/pictures/picture-wall.tsx'
import { translator } from '#lib/i18n/messages.ts'
import { listPictures } from '#lib/jobs/read-jobs.ts'
import { pageLocale } from '../../../page-locale.ts'
import { requireUser } from '../../../require-user.ts'

interface PageProps {
  params: Promise<{ locale: string }>
}

const FIRST_PICTURES = 40

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'pictures')('title') }
}

export default async function PicturesPage(props: PageProps) {
  const locale = await pageLocale(props.params)
  const user = await requireUser(locale, `/${locale}/pictures`)
  const page = await listPictures(user.id, { limit: FIRST_PICTURES })
  return (
    <div className="mx-auto max-w-[112rem] px-4 py-8 sm:px-6 lg:px-10">
      <h1 className="page-title mb-6">{translator(locale, 'pictures')('title')}</h1>
      <PictureWall initial={{ images: page.items, nextCursor: page.nextCursor }} />
    </div>
  )
}
