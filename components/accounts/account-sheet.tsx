import type { ReactNode } from 'react'

/** The frame of sign-in and its neighbours: a narrow sheet, title above, nothing else. Where it has ended (`data-ended`), the lead promises nothing more. */
export function AccountSheet(props: { title: string; lead?: string; children?: ReactNode }) {
  return (
    <div className="group mx-auto w-full max-w-md px-4 py-12 sm:py-20">
      <h1 className="page-title">{props.title}</h1>
      {props.lead && <p className="by-clause mt-3 text-soft group-has-[[data-ended]]:hidden">{props.lead}</p>}
      <div className="mt-8 space-y-6">{props.children}</div>
    </div>
  )
}
