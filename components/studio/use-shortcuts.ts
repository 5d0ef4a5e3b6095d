import { useEffect } from 'react'

/** One key each, pressed alone. */
export const shortcutKeys = { prompt: '/', models: 'm', compare: 'c', presets: 'p', list: '?' } as const
export type Shortcut = keyof typeof shortcutKeys

const KEY = 'huafang.shortcuts'

/** WCAG 2.1.4: who speaks to the machine, or hits keys by accident, can switch single keys off. */
export function areShortcutsOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}

export function keepShortcutsOn(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off')
  } catch {
    // They stay as they were.
  }
}

/** Fields where a letter is text; a radio button or a slider takes none. */
const typed = 'textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=range])'

/** Listens for the keys while nobody types and nothing is open above the page. @param actions must be the same object at each call */
export function useShortcuts(actions: Record<Shortcut, () => void>): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing || event.repeat) return
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const shortcut = Object.entries(shortcutKeys).find(([, key]) => key === event.key)?.[0]
      if (!shortcut || !(shortcut in actions) || !areShortcutsOn()) return
      const { target } = event
      if (target instanceof Element && target.closest(`${typed}, dialog, [role=menu], [popover]`)) return
      if (document.querySelector('dialog[open], [role=dialog]')) return
      event.preventDefault()
      actions[shortcut as Shortcut]()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [actions])
}
