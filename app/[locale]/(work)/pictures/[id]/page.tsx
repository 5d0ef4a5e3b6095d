import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PictureSheet } from '#components/pictures/picture-sheet.tsx'
import { translator } from '#lib/i18n/messages.ts'
import { getImage } from '#lib/jobs/read-jobs.ts'
import { pageLocale } from '../../../page-locale.ts'
import { requireUser } from '../../../require-user.ts'
import { findOr404 } from '../../find-or-404.ts'

interface PageProps {
  params: Promise<{ locale: string; id: string }>
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'pictures')('title') }
}

export default async function PicturePage(props: PageProps) {
  const locale = await pageLocale(props.params)
  const { id } = await props.params
  const user = await requireUser(locale, `/${locale}/pictures/${id}`)
  const { image, job } = await findOr404(id, (imageId) => getImage(user.id, imageId))
  if (image.state !== 'delivered') notFound()
  return <PictureSheet locale={locale} image={image} job={job} />
}
