'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'

/** What was just done in a dialog, and how to take it back. */
export interface Said {
  text: string
  undo?: () => void
}

/** Says it inside the dialog: a toast would lie behind it, out of reach. */
export function SaidLine({ said }: { said: Said | null }) {
  const t = useTranslate('common')
  return (
    <div role="status">
      {said && (
        <p className="mt-3 flex items-center justify-between gap-4 bg-wash px-3 py-1.5 text-sm">
          {said.text}
          {said.undo && (
            <button
              type="button"
              className="button button-small font-semibold underline underline-offset-4"
              onClick={(event) => {
                // The line goes with the click.
                const dialog = event.currentTarget.closest('dialog')
                ;(
                  dialog?.querySelector<HTMLElement>('ul button, input') ?? dialog?.querySelector('button')
                )?.focus()
                said.undo?.()
              }}
            >
              {t('undo')}
            </button>
          )}
        </p>
      )}
    </div>
  )
}
