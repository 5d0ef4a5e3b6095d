'use client'

import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'

/** One fact of the account with a button that opens the form to change it, in its place. */
export function SettingRow(props: {
  name: string
  value: ReactNode
  /** What the button says, such as "Change". */
  change: string
  /** Below the value: what is under way, or went well. */
  note?: ReactNode
  /** The form; `close` folds it up again. */
  children: (close: () => void) => ReactNode
}) {
  const t = useTranslate('settings')
  const locale = useLocale()
  const id = useId()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (open) form.current?.querySelector<HTMLElement>('input:not([tabindex="-1"])')?.focus()
  }, [open])

  function close(): void {
    setOpen(false)
    // Else the focus would go with the form.
    button.current?.focus()
  }

  return (
    <div>
      <div className="flex items-center justify-between gap-4">
        <div className="min-w-0">
          <p className="text-xs text-soft">{props.name}</p>
          <div>{props.value}</div>
        </div>
        <button
          ref={button}
          type="button"
          aria-expanded={open}
          aria-controls={`${id}-form`}
          className="button button-plain button-small shrink-0"
          onClick={() => setOpen(!open)}
        >
          {open ? t('cancel') : props.change}
          {/* Several buttons say the same: for the ear they must be told apart. */}
          <span className="sr-only">
            {locale === 'zh' ? '' : ' '}
            {props.name}
          </span>
        </button>
      </div>
      <div className="not-empty:mt-3">{!open && props.note}</div>
      <div ref={form} id={`${id}-form`} className="mt-4 max-w-md border-l-2 border-line pl-4 empty:hidden">
        {open && props.children(close)}
      </div>
    </div>
  )
}
