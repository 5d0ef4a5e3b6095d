'use client'

import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { ApiError } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'
import { refetchJob } from '#components/queries/use-jobs.ts'
import type { LiveEvent } from './live-event.ts'
import { listenToEvents } from './shared-event-source.ts'

/** Events of one moment are answered together. */
const GATHER_MS = 60

/** Turns events into as few fetches as possible: each job at most once at a time, and once more if it changed meanwhile. */
function createRefresher(client: QueryClient) {
  const changedJobs = new Set<string>()
  const runningJobs = new Set<string>()
  let walletChanged = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function schedule(): void {
    timer ??= setTimeout(flush, GATHER_MS)
  }

  function flush(): void {
    timer = undefined
    if (walletChanged) {
      walletChanged = false
      void client.invalidateQueries({ queryKey: queryKeys.wallet })
      void client.invalidateQueries({ queryKey: queryKeys.statement })
    }
    for (const jobId of changedJobs) {
      if (runningJobs.has(jobId)) continue
      changedJobs.delete(jobId)
      runningJobs.add(jobId)
      void refetchJob(client, jobId)
        .catch((error: unknown) => {
          // What is gone stays as it is. Without a line: no event tells it again, but queries wait until the line is back.
          if (!(error instanceof ApiError && error.code === 'network')) return
          void client.invalidateQueries({ queryKey: queryKeys.jobs })
          void client.invalidateQueries({ queryKey: queryKeys.job(jobId) })
        })
        .finally(() => {
          runningJobs.delete(jobId)
          if (changedJobs.size > 0) schedule()
        })
    }
  }

  return {
    hear(event: LiveEvent): void {
      if (event.type === 'reset') void client.invalidateQueries()
      if (event.type === 'wallet') walletChanged = true
      if (event.jobId) changedJobs.add(event.jobId)
      if (event.type === 'job' || event.type === 'pictures')
        void client.invalidateQueries({ queryKey: queryKeys.pictures })
      schedule()
    },
    stop: () => clearTimeout(timer),
  }
}

/** Keeps the query cache true while a page is open. Draws nothing. */
export function LiveUpdates(props: { userId: string; afterSeq: string }) {
  const client = useQueryClient()
  // Only the first matters: from then on the listener knows better than a later drawing of the page.
  const afterSeq = useRef(props.afterSeq)
  useEffect(() => {
    const refresher = createRefresher(client)
    const stopListening = listenToEvents(props.userId, afterSeq.current, refresher.hear)
    return () => {
      stopListening()
      refresher.stop()
    }
  }, [client, props.userId])
  return null
}
