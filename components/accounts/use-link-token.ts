'use client'

import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/**
 * The token of a letter's link. It stands behind `#`, which browsers send to no server, and so never in a log.
 * @returns undefined on the server and in the first drawing, null where the link has none
 */
export function useLinkToken(): string | null | undefined {
  return useSyncExternalStore(
    subscribe,
    () => new URLSearchParams(location.hash.slice(1)).get('token') || null,
    () => undefined,
  )
}
