import { notFound } from 'next/navigation'
import { ComponentSheet } from '#components/dev/component-sheet.tsx'
import { env } from '#lib/env.ts'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'Components · Huafang 画坊', robots: { index: false } }

/** Every building block of components/ui in its states: to look at, and for e2e/components.spec.ts to compare. */
export default function ComponentsPage() {
  if (env.isPublic) notFound()
  return <ComponentSheet />
}
