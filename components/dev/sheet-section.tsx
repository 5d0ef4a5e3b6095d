import type { ReactNode } from 'react'

/** One picture of the sheet: the test takes each by its name. */
export function SheetSection(props: { name: string; children: ReactNode }) {
  return (
    <section aria-label={props.name} className="border-t border-line py-6">
      <h2 className="mb-4 text-xs text-soft">{props.name}</h2>
      <div className="flex flex-wrap items-start gap-4">{props.children}</div>
    </section>
  )
}
