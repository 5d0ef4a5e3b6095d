import { useEffect, useEffectEvent } from 'react'
import { useSingleKeys } from './single-keys.ts'

/** What keys do, by `event.key` in lower case. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>

/** A field takes letters, a menu and a dialog take all keys. */
const taken =
  'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="menu"], dialog'

/** Keys that are not characters work always; single characters can be turned off. */
function isCharacter(key: string): boolean {
  return [...key].length === 1
}

/** Listens on the whole page, but not while a field, a menu or a dialog has the keyboard, nor to what the browser needs itself. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const singleKeys = useSingleKeys()
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof Element && event.target.closest(taken)) return
    if (document.querySelector('dialog[open]')) return
    const key = event.key.toLowerCase()
    const run = shortcuts[key]
    if (!run || (isCharacter(key) && !singleKeys)) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
