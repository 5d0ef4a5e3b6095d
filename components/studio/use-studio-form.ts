import { useEffect, useLayoutEffect, useReducer, useRef } from 'react'
import { keepDraft, readDraft } from './draft-storage.ts'
import { emptyForm, reduceStudio, type StudioAction, type StudioState, startOf } from './studio-form.ts'

const KEEP_AFTER_MS = 250

/** The form's state, taken up from the last draft and kept again shortly after each change. */
export function useStudioForm(): [StudioState, (action: StudioAction) => void] {
  const [state, dispatch] = useReducer(reduceStudio, null, () => startOf(emptyForm()))
  const loaded = useRef(false)
  const latest = useRef(state.form)

  // Before the first paint in the browser, so that the default form is never seen; the server has no drafts.
  useLayoutEffect(() => {
    const draft = readDraft()
    if (draft) dispatch({ type: 'load', form: draft })
  }, [])

  useEffect(() => {
    latest.current = state.form
    if (!loaded.current) {
      loaded.current = true
      return
    }
    const timer = setTimeout(() => keepDraft(state.form), KEEP_AFTER_MS)
    return () => clearTimeout(timer)
  }, [state.form])

  // Closing the tab right after a keystroke must not lose it.
  useEffect(() => {
    const keep = () => keepDraft(latest.current)
    window.addEventListener('pagehide', keep)
    return () => window.removeEventListener('pagehide', keep)
  }, [])

  return [state, dispatch]
}
