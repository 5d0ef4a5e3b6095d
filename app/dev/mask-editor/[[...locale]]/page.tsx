import { notFound } from 'next/navigation'
import { MaskEditorSheet } from '#components/dev/mask-editor-sheet.tsx'
import { env } from '#lib/env.ts'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'Mask editor · Huafang 画坊', robots: { index: false } }

const EDGE_MAX = 8192

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/**
 * The mask editor alone, on a picture of any size: for `npm run -s bench -- mask` to measure, and to look at. Its picture and what it
 * sends are answered by who opens the page.
 */
export default async function MaskEditorPage(props: PageProps) {
  if (env.isPublic) notFound()
  const query = await props.searchParams
  const edge = (value: unknown) => Math.min(EDGE_MAX, Math.max(1, Number(value) || 1024))
  return (
    <MaskEditorSheet width={edge(query.width)} height={edge(query.height)} hasMask={query.mask === '1'} />
  )
}
