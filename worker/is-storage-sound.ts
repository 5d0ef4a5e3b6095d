import { log } from '#lib/log.ts'
import { storage } from '#lib/storage/storage.ts'

const LASTS_MS = 5_000

let last = { atMs: Number.NEGATIVE_INFINITY, isSound: Promise.resolve(true) }

/** Whether a picture could be kept now, as of some seconds ago: a full or absent disk would have each one paid for and lost. */
export function isStorageSound(nowMs = performance.now()): Promise<boolean> {
  if (nowMs - last.atMs > LASTS_MS) last = { atMs: nowMs, isSound: look() }
  return last.isSound
}

async function look(): Promise<boolean> {
  try {
    await storage.check()
    return true
  } catch (err) {
    log.error({ err }, 'storage refuses: no picture is asked for until it does not')
    return false
  }
}
