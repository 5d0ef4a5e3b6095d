import { useSyncExternalStore } from 'react'

/**
 * Whether single letters do something. Who dictates or leans on keys can turn them off, and it stays so in this browser (WCAG
 * 2.1.4).
 */
const NAME = 'huafang.single-keys'
const listeners = new Set<() => void>()

function read(): boolean {
  try {
    return localStorage.getItem(NAME) !== 'off'
  } catch {
    return true
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(NAME, on ? 'on' : 'off')
  } catch {
    // Without storage the choice cannot be kept, and the keys stay on.
  }
  for (const listener of listeners) listener()
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, read, () => true)
}
