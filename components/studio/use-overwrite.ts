import { useCallback, useEffect, useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { showToast } from '#components/ui/toast.ts'
import { type StudioAction, type StudioForm, soundForm } from './studio-form.ts'
import { undone } from './undo-overwrite.ts'

/** Whether something would be lost that its user wrote or chose. */
function isWorthUndoing(before: StudioForm, after: StudioForm): boolean {
  const { prompt, ...settings } = before
  const { prompt: next, ...others } = after
  if (prompt.trim() !== '' && prompt !== next) return true
  return JSON.stringify(settings) !== JSON.stringify(others)
}

/**
 * Fills the form with another one; what it held before comes back by a click on the toast that says so, and keeps what was changed
 * since. Where words have to make way for earlier ones, they come back in the same way.
 */
export function useOverwrite(form: StudioForm, dispatch: (action: StudioAction) => void) {
  const t = useTranslate('common')
  const latest = useRef(form)
  useEffect(() => {
    latest.current = form
  }, [form])
  return useCallback(
    (change: (before: StudioForm) => StudioForm, text: string) => {
      function fill(next: StudioForm): void {
        dispatch({ type: 'load', form: next })
        latest.current = next
      }
      function offerUndo(said: string, before: StudioForm, after: StudioForm): void {
        function onAction(): void {
          const now = latest.current
          const back = undone(before, after, now)
          fill(back)
          if (now.prompt !== after.prompt && now.prompt !== back.prompt) offerUndo(t('undone'), now, back)
        }
        showToast({ text: said, action: { label: t('undo'), onAction } })
      }
      const before = latest.current
      // As the form will have it: what is changed later is told by comparing with this.
      const after = soundForm(change(before))
      fill(after)
      if (isWorthUndoing(before, after)) offerUndo(text, before, after)
    },
    [dispatch, t],
  )
}

export type Overwrite = ReturnType<typeof useOverwrite>
