import { useCallback, useEffect, useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { showToast } from '#components/ui/toast.ts'
import type { StudioAction, StudioForm } from './studio-form.ts'

/** Whether something would be lost that its user wrote or chose. */
function isWorthUndoing(before: StudioForm, after: StudioForm): boolean {
  const { prompt, ...settings } = before
  const { prompt: next, ...others } = after
  if (prompt.trim() !== '' && prompt !== next) return true
  return JSON.stringify(settings) !== JSON.stringify(others)
}

/** Fills the form with another one; what it held before comes back by a click on the toast that says so. */
export function useOverwrite(form: StudioForm, dispatch: (action: StudioAction) => void) {
  const t = useTranslate('common')
  const latest = useRef(form)
  useEffect(() => {
    latest.current = form
  }, [form])
  return useCallback(
    (change: (before: StudioForm) => StudioForm, text: string) => {
      const before = latest.current
      const after = change(before)
      dispatch({ type: 'load', form: after })
      if (!isWorthUndoing(before, after)) return
      showToast({
        text,
        action: { label: t('undo'), onAction: () => dispatch({ type: 'load', form: before }) },
      })
    },
    [dispatch, t],
  )
}

export type Overwrite = ReturnType<typeof useOverwrite>
