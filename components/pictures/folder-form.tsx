'use client'

import { type ReactNode, useId, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'

const NAME_MAX = 80

/** The name of a folder, new or old. */
export function FolderForm(props: {
  name?: string
  action: string
  /** Beside the button. */
  children?: ReactNode
  /** @throws ApiError, which is shown */
  onSave: (name: string) => Promise<void>
}) {
  const t = useTranslate('library')
  const id = useId()
  const [name, setName] = useState(props.name ?? '')
  const [state, setState] = useState<{ saving: boolean; error: unknown }>({ saving: false, error: null })
  return (
    <form
      className="space-y-3"
      onSubmit={async (event) => {
        event.preventDefault()
        // A double click is one folder, not a second one of that name.
        if (state.saving) return
        setState({ saving: true, error: null })
        try {
          await props.onSave(name.trim())
          setState({ saving: false, error: null })
        } catch (error) {
          setState({ saving: false, error })
        }
      }}
    >
      <div>
        <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
          {t('folderName')}
        </label>
        <input
          id={id}
          className="field"
          value={name}
          required
          maxLength={NAME_MAX}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      {state.error !== null && <ErrorNotice error={state.error} showProblems />}
      <div className="flex flex-wrap justify-end gap-2">
        {props.children}
        <button
          type="submit"
          className="button button-seal"
          disabled={name.trim() === ''}
          aria-busy={state.saving}
        >
          {props.action}
        </button>
      </div>
    </form>
  )
}
