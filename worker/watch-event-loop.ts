import { Worker } from 'node:worker_threads'
import { log } from '#lib/log.ts'

/** A call into a library, or a picture's work gone wrong, may hold the loop for a second or two; never for so long. */
const STALLED_AFTER_MS = 30_000
/** The thread looks so many times before it is sure. */
export const LOOKS = 30

export interface WatchData {
  /** Counted up by the event loop. */
  beats: Int32Array
  lookMs: number
  /** Written to standard output before the end; null where nothing is logged. */
  lastWords: string | null
}

/**
 * Ends this process, hard, when its event loop stands still: nothing in it could do so any more, so a thread of its own looks on.
 * The thread counts its own looks and not the time, so a machine that slept, or a stopped process, is not taken for a stall.
 */
export function watchEventLoop({ stalledAfterMs = STALLED_AFTER_MS } = {}): { stop(): Promise<void> } {
  const lookMs = stalledAfterMs / LOOKS
  const beats = new Int32Array(new SharedArrayBuffer(4))
  const beat = setInterval(() => Atomics.add(beats, 0, 1), lookMs / 2)
  beat.unref()
  const time = new Date().toISOString()
  const msg = `the event loop stood still for ${stalledAfterMs} ms: killed, to be started again`
  const lastWords = log.isLevelEnabled('fatal')
    ? `${JSON.stringify({ level: 'fatal', startedAt: time, pid: process.pid, msg })}\n`
    : null
  const workerData: WatchData = { beats, lookMs, lastWords }
  const thread = new Worker(new URL('./event-loop-thread.ts', import.meta.url), {
    workerData,
    name: 'event loop watch',
    // Else what `node --import` loads for this process would run in the thread, too.
    execArgv: [],
  })
  thread.unref()
  thread.on('error', (err) => log.error({ err }, 'nobody watches the event loop any more'))
  return {
    async stop() {
      clearInterval(beat)
      await thread.terminate()
    },
  }
}
