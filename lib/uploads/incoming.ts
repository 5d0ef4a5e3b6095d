import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { UPLOAD_BYTES_MAX } from '#lib/catalog/input-limits.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/http/app-error.ts'

/** Where files are while they come and are looked at: on the disk of the process that got them, and never for long. */
const root = path.join(/*turbopackIgnore: true*/ env.DATA_DIR, 'incoming')
/** Longer than anybody may take to send a file (scripts/web.ts): what is older was left behind by a crash. */
const LEFT_BEHIND_MS = 2 * 3_600_000
const SWEEP_EVERY_MS = 600_000
/** A line on which nothing came for so long is dead. */
const STALLED_MS = 60_000
/** And one on which less came than this, on average, once so long has passed, is held open for nothing. */
const SLOW_AFTER_MS = 60_000
const BYTES_PER_SECOND_MIN = 4000
/** As people are told: the bound is one byte less. */
const MEGABYTES_MAX = Math.ceil(UPLOAD_BYTES_MAX / 1024 ** 2)

let sweptAt = 0

/** Gives `work` a folder of its own, which is gone afterwards, whatever happens. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  if (Date.now() - sweptAt > SWEEP_EVERY_MS) {
    sweptAt = Date.now()
    await sweepIncoming()
  }
  const folder = path.join(/*turbopackIgnore: true*/ root, randomUUID())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Removes what a crash has left behind. */
export async function sweepIncoming(olderThanMs: number = LEFT_BEHIND_MS): Promise<void> {
  for (const name of await readdir(root).catch(() => [])) {
    const folder = path.join(/*turbopackIgnore: true*/ root, name)
    const found = await stat(folder).catch(() => null)
    if (found && Date.now() - found.mtimeMs > olderThanMs) await rm(folder, { recursive: true, force: true })
  }
}

export interface IncomingFile {
  path: string
  sizeBytes: number
  /** Of its bytes, in hex. */
  sha256: string
}

/**
 * Writes a body to a file piece by piece, and counts: at the first byte too many no more is read.
 * @throws AppError file_too_large; upload_cut_off when the line breaks, or too little comes
 */
export async function receiveFile(
  request: Request,
  folder: string,
  { stalledMs = STALLED_MS, slowAfterMs = SLOW_AFTER_MS } = {},
): Promise<IncomingFile> {
  const tooLarge = () => new AppError('file_too_large', { params: { megabytes: MEGABYTES_MAX } })
  if (Number(request.headers.get('content-length') ?? 0) > UPLOAD_BYTES_MAX) throw tooLarge()
  const file = path.join(/*turbopackIgnore: true*/ folder, 'sent')
  const hash = createHash('sha256')
  let sizeBytes = 0
  const startedAt = performance.now()
  const handle = await open(/*turbopackIgnore: true*/ file, 'wx', 0o600)
  try {
    for await (const chunk of chunksOf(request, stalledMs)) {
      sizeBytes += chunk.byteLength
      if (sizeBytes > UPLOAD_BYTES_MAX) throw tooLarge()
      const ms = performance.now() - startedAt
      if (ms > slowAfterMs && sizeBytes < (BYTES_PER_SECOND_MIN * ms) / 1000)
        throw new AppError('upload_cut_off')
      hash.update(chunk)
      await handle.writeFile(chunk)
    }
  } finally {
    await handle.close()
  }
  return { path: file, sizeBytes, sha256: hash.digest('hex') }
}

/** Ends with the body; whoever stops listening to it ends the body. */
async function* chunksOf(request: Request, stalledMs: number): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader()
  if (!reader) return
  // Cancelling ends a read under way as if the body were at its end.
  let stalled = false
  const timer = setTimeout(() => {
    stalled = true
    reader.cancel().catch(() => {})
  }, stalledMs)
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: null }))
      if (stalled || value === null || request.signal.aborted) throw new AppError('upload_cut_off')
      if (done || !value) return
      timer.refresh()
      yield value
    }
  } finally {
    clearTimeout(timer)
    await reader.cancel().catch(() => {})
  }
}
