import type { ReactNode } from 'react'

/** The button of a form. Both of its words take their place all the time, so nothing moves when it begins to work. */
export function SubmitButton(props: {
  busy: boolean
  busyText: string
  className?: string
  children: ReactNode
}) {
  return (
    <button
      type="submit"
      className={props.className ?? 'button button-seal w-full'}
      aria-disabled={props.busy || undefined}
    >
      <span className="grid">
        <span className={`col-start-1 row-start-1 ${props.busy ? 'invisible' : ''}`}>{props.children}</span>
        <span className={`col-start-1 row-start-1 ${props.busy ? '' : 'invisible'}`}>{props.busyText}</span>
      </span>
    </button>
  )
}
