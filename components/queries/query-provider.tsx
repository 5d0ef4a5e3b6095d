'use client'

import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ApiError } from './api.ts'
import { SessionEndedContext, saysSessionEnded } from './session-ended.ts'

/** The cache of what the server told, around the pages that need one. Events refresh it, so nothing is refetched on a timer. */
export function QueryProvider(props: { children: ReactNode }) {
  const [ended, setEnded] = useState(false)
  const [client] = useState(
    () =>
      new QueryClient({
        queryCache: new QueryCache({
          onError: (error) => saysSessionEnded(error) && setEnded(true),
          // Signed in again, perhaps in another tab.
          onSuccess: () => setEnded(false),
        }),
        defaultOptions: {
          queries: {
            staleTime: 60_000,
            refetchOnWindowFocus: true,
            // A refusal stays a refusal; only a lost line is worth another try.
            retry: (count, error) => error instanceof ApiError && error.code === 'network' && count < 3,
          },
          mutations: { retry: false },
        },
      }),
  )
  return (
    <QueryClientProvider client={client}>
      <SessionEndedContext value={ended}>{props.children}</SessionEndedContext>
    </QueryClientProvider>
  )
}
