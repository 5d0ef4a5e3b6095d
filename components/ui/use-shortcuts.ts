import { useEffect, useEffectEvent } from 'react'
import { isComposing } from './is-composing.ts'
import { useSingleKeys } from './single-keys.ts'

/** What keys do, by `event.key` in lower case. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>

/** Here a letter is text … */
const typing =
  'textarea, select, [contenteditable]:not([contenteditable="false"]), input:not([type=radio], [type=checkbox], [type=range])'
/** … and a radio button or a slider takes no letters, but moves by arrows. */
const fields = `${typing}, input`
/** By its role a toast is a dialog, too: it takes keys while it has the focus, and not by being there. */
const layers = 'dialog, [role="dialog"], [role="menu"], [popover]'

/** Keys that are not characters work always; single characters can be turned off. */
function isCharacter(key: string): boolean {
  return [...key].length === 1 && key !== ' '
}

/** Listens on the whole page, but not while a field, a menu or a dialog has the keyboard, nor to what the browser needs itself. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const singleKeys = useSingleKeys()
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return
    const key = event.key.toLowerCase()
    const taken = `${isCharacter(key) ? typing : fields}, ${layers}`
    if (event.target instanceof Element && event.target.closest(taken)) return
    if (document.querySelector('dialog[open]')) return
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
