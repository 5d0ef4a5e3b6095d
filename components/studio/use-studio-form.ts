import { useCallback, useEffect, useLayoutEffect, useReducer, useRef } from 'react'
import { keepDraft, readDraft } from './draft-storage.ts'
import {
  emptyForm,
  reduceStudio,
  type StudioAction,
  type StudioState,
  soundForm,
  startOf,
} from './studio-form.ts'

const KEEP_AFTER_MS = 250

/** The form's state, taken up from the last draft and kept again shortly after each change. */
export function useStudioForm(userId: string): [StudioState, (action: StudioAction) => void] {
  const [state, dispatch] = useReducer(reduceStudio, null, () => startOf(emptyForm()))
  const latest = useRef(state.form)
  /** What is in the storage, or need not be there. */
  const kept = useRef('')

  // Before the first paint in the browser, so that the default form is never seen; the server has no drafts.
  useLayoutEffect(() => {
    const draft = readDraft(userId)
    kept.current = JSON.stringify(draft ? soundForm(draft) : emptyForm())
    if (draft) dispatch({ type: 'load', change: () => draft })
  }, [userId])

  // Only what was changed here is kept: a tab where nothing was written leaves the others' words alone.
  const keep = useCallback(() => {
    const text = JSON.stringify(latest.current)
    if (text === kept.current) return
    kept.current = text
    keepDraft(userId, text)
  }, [userId])

  useEffect(() => {
    latest.current = state.form
    const timer = setTimeout(keep, KEEP_AFTER_MS)
    return () => clearTimeout(timer)
  }, [state.form, keep])

  // Closing the tab right after a keystroke must not lose it.
  useEffect(() => {
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      keep()
    }
  }, [keep])

  return [state, dispatch]
}
