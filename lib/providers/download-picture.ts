import { setTimeout as delay } from 'node:timers/promises'
import { type Dispatcher, fetch } from 'undici'
import { CallFailure } from './provider.ts'

/** What is waited before each further try. */
const PAUSES_MS = [1_000, 4_000, 16_000]
const BYTES_MAX = 100 * 1024 * 1024

/**
 * Fetches a result that was answered as a link (DALL·E; the link dies after 60 minutes). A failed download repeats the
 * download and never the call: the picture exists and has been billed.
 * @throws CallFailure `ambiguous` when it cannot be had
 */
export async function downloadPicture(
  url: string,
  dispatcher: Dispatcher,
  { pausesMs = PAUSES_MS, bytesMax = BYTES_MAX }: { pausesMs?: readonly number[]; bytesMax?: number } = {},
): Promise<Uint8Array> {
  let lastError: unknown
  for (const pauseMs of [0, ...pausesMs]) {
    if (pauseMs > 0) await delay(pauseMs)
    try {
      const response = await fetch(url, { dispatcher, signal: AbortSignal.timeout(120_000) })
      if (!response.ok || !response.body) throw new Error(`the link answered ${response.status}`)
      const chunks: Uint8Array[] = []
      let sizeBytes = 0
      for await (const chunk of response.body) {
        sizeBytes += chunk.byteLength
        if (sizeBytes > bytesMax) throw new Error('the picture is too large')
        chunks.push(chunk)
      }
      return Buffer.concat(chunks)
    } catch (error) {
      lastError = error
    }
  }
  throw new CallFailure('ambiguous', 'download_failed', { cause: lastError })
}
