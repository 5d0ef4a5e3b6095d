import { type Dispatcher, fetch } from 'undici'
import { CallFailure } from './provider.ts'

const TRIES = 4
const BYTES_MAX = 100 * 1024 * 1024

/**
 * Fetches a result that was answered as a link (DALL·E; the link dies after 60 minutes). A failed download repeats the
 * download and never the call: the picture exists and has been billed.
 * @throws CallFailure `ambiguous` when it cannot be had
 */
export async function downloadPicture(url: string, dispatcher: Dispatcher): Promise<Uint8Array> {
  let lastError: unknown
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 250 * 4 ** attempt))
    try {
      const response = await fetch(url, { dispatcher, signal: AbortSignal.timeout(120_000) })
      if (!response.ok || !response.body) throw new Error(`the link answered ${response.status}`)
      const chunks: Uint8Array[] = []
      let sizeBytes = 0
      for await (const chunk of response.body) {
        sizeBytes += chunk.byteLength
        if (sizeBytes > BYTES_MAX) throw new Error('the picture is too large')
        chunks.push(chunk)
      }
      return Buffer.concat(chunks)
    } catch (error) {
      lastError = error
    }
  }
  throw new CallFailure('ambiguous', 'download_failed', { cause: lastError })
}
