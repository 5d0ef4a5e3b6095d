import type { ReactNode } from 'react'

/** The frame of sign-in and its neighbours: a narrow sheet, title above, nothing else. */
export function AccountSheet(props: { title: string; lead?: string; children?: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-md px-4 py-12 sm:py-20">
      <h1 className="page-title">{props.title}</h1>
      {props.lead && <p className="by-clause mt-3 text-soft">{props.lead}</p>}
      <div className="mt-8 space-y-6">{props.children}</div>
    </div>
  )
}
