import { useCallback, useLayoutEffect, useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { showToast } from '#components/ui/toast.ts'
import { type StudioAction, type StudioForm, soundForm } from './studio-form.ts'

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
  useLayoutEffect(() => {
    latest.current = form
  }, [form])
  return useCallback(
    /**
     * @param text null: it is told later
     * @param from what undo leads back to, where some of the change was made already
     */
    (change: (before: StudioForm) => StudioForm, text: string | null, from?: StudioForm) => {
      // Several may come before the form is drawn again: each is told by what is there then.
      function fill(to: (now: StudioForm) => StudioForm): void {
        dispatch({ type: 'load', change: to })
        latest.current = soundForm(to(latest.current))
      }
      function offerUndo(said: string, before: StudioForm, after: StudioForm): void {
        // Fetched while the offer is read; where it cannot be had, all is as it was before.
        const loading = import('./undo-overwrite.ts').catch(() => null)
        async function onAction(): Promise<void> {
          const part = await loading
          const now = latest.current
          fill((then) => (part ? part.undone(before, after, then) : before))
          const back = latest.current
          if (now.prompt !== after.prompt && now.prompt !== back.prompt) offerUndo(t('undone'), now, back)
        }
        showToast({ text: said, action: { label: t('undo'), onAction: () => void onAction() } })
      }
      const before = from ?? latest.current
      fill(change)
      // As the form will have it: what is changed later is told by comparing with this.
      const after = latest.current
      if (text !== null && isWorthUndoing(before, after)) offerUndo(text, before, after)
    },
    [dispatch, t],
  )
}

export type Overwrite = ReturnType<typeof useOverwrite>
