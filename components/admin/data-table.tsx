import type { ReactNode } from 'react'

export interface Column {
  key: string
  title: ReactNode
  /** Numbers stand to the right. */
  numeric?: boolean
  /** For columns whose cells say what they are: the title is told, not shown. */
  hidden?: boolean
}

/** A dense table that scrolls sideways in its own container; on a phone its first column stays. `children` are the bodies. */
export function DataTable(props: { name: string; columns: readonly Column[]; children: ReactNode }) {
  return (
    <section
      aria-label={props.name}
      className="relative overflow-x-auto overscroll-x-contain border-y border-line"
    >
      <table className="data-table">
        <caption className="sr-only">{props.name}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column.key} scope="col" data-numeric={column.numeric}>
                {column.hidden ? <span className="sr-only">{column.title}</span> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        {props.children}
      </table>
    </section>
  )
}

/** In place of a table without rows. */
export function EmptyNote(props: { title: string; text?: string }) {
  return (
    <div className="border-y border-line px-4 py-8 text-center">
      <p className="font-title text-lg font-semibold">{props.title}</p>
      {props.text && <p className="mt-1 text-sm text-soft">{props.text}</p>}
    </div>
  )
}
