import { useSyncExternalStore } from 'react'
import { serverNow } from '#components/queries/api.ts'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One timer for every clock on the page, and none while no clock is shown. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Whole seconds since `iso` by the server's clock; null on the server, where time stands still. */
export function useSecondsSince(iso: string | null): number | null {
  return useSyncExternalStore(
    subscribe,
    () => (iso === null ? null : Math.max(0, Math.floor((serverNow() - Date.parse(iso)) / 1000))),
    () => null,
  )
}

/** Whole seconds until `iso` by the server's clock, rounded up, and 0 from then on; null on the server. */
export function useSecondsUntil(iso: string | null): number | null {
  return useSyncExternalStore(
    subscribe,
    () => (iso === null ? null : Math.max(0, Math.ceil((Date.parse(iso) - serverNow()) / 1000))),
    () => null,
  )
}

/** 7 → 0:07, 72 → 1:12 */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
