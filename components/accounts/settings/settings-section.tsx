import type { ReactNode } from 'react'

/** One part of the account page; `id` is what the list beside it leads to. */
export function SettingsSection(props: { id: string; title: string; lead?: string; children: ReactNode }) {
  return (
    <section aria-labelledby={`${props.id}-title`} id={props.id} className="border-t border-line pt-6 pb-12">
      {/* Takes the focus from a part of the section that is gone. */}
      <h2 id={`${props.id}-title`} tabIndex={-1} className="font-title text-xl font-semibold">
        {props.title}
      </h2>
      {props.lead && <p className="mt-1 text-sm text-soft">{props.lead}</p>}
      <div className="mt-5 space-y-6">{props.children}</div>
    </section>
  )
}
