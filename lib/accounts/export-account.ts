import { type ZipFile, zipStream } from '#lib/http/zip-stream.ts'
import { endingOf } from '#lib/images/ending-of.ts'
import { storage } from '#lib/storage/storage.ts'
import { uploadKey } from '#lib/storage/upload-keys.ts'
import {
  exportFolders,
  exportJobs,
  exportLedger,
  exportPictures,
  exportPresets,
  exportReports,
  exportSnippets,
  exportUploads,
} from './export-rows.ts'
import { readAccount } from './read-account.ts'
import { listSessions } from './sessions.ts'

interface Asker {
  id: string
  sessionId: string
}

/**
 * Everything the site keeps of one user, as a ZIP that is made while it is read: a page of rows or a piece of a picture at a time.
 * @param pictures with the originals of the pictures, byte for byte as they came, what was put together from them, and what they
 *   were made from
 */
export function exportAccount(user: Asker, { pictures }: { pictures: boolean }): ReadableStream<Uint8Array> {
  return zipStream(archive(user, pictures))
}

async function* archive(user: Asker, pictures: boolean): AsyncGenerator<ZipFile, undefined> {
  const lastModified = new Date()
  const file = (name: string, input: ZipFile['input']) => ({ name, lastModified, input })
  yield file(
    'account.json',
    json(() => readAccount(user.id)),
  )
  yield file(
    'sessions.json',
    json(() => listSessions(user.id, user.sessionId)),
  )
  yield file('jobs.ndjson', lines(exportJobs(user.id)))
  yield file('ledger.ndjson', lines(exportLedger(user.id)))
  yield file(
    'presets.json',
    json(() => exportPresets(user.id)),
  )
  yield file(
    'snippets.json',
    json(() => exportSnippets(user.id)),
  )
  yield file(
    'folders.json',
    json(() => exportFolders(user.id)),
  )
  yield file('reports.ndjson', lines(exportReports(user.id)))
  yield file('uploads.ndjson', lines(exportUploads(user.id)))
  if (!pictures) return
  yield* originals(user.id)
  yield* inputs(user.id)
}

async function* json(read: () => Promise<unknown>): AsyncGenerator<string> {
  yield `${JSON.stringify(await read(), null, 2)}\n`
}

async function* lines(rows: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}

async function* originals(userId: string): AsyncGenerator<ZipFile> {
  for await (const picture of exportPictures(userId)) {
    const { id, madeAt, model, storageKey, mediaType, composed } = picture
    const stem = `${madeAt.toISOString().slice(0, 10)}-${model}-${id}`
    const name = `pictures/${stem}${composed ? '-composed' : ''}`
    yield* stored(name, { storageKey, mediaType, lastModified: madeAt })
  }
}

async function* inputs(userId: string): AsyncGenerator<ZipFile> {
  for await (const { id, kind, mediaType, createdAt } of exportUploads(userId)) {
    yield* stored(`uploads/${kind}-${id}`, { storageKey: uploadKey(id), mediaType, lastModified: createdAt })
  }
}

/** A file by its name without ending; none when it has gone meanwhile, for good: the archive has its line elsewhere all the same. */
async function* stored(
  stem: string,
  file: { storageKey: string; mediaType: string; lastModified: Date },
): AsyncGenerator<ZipFile> {
  const opened = await storage.open(file.storageKey)
  if (!opened) return
  const reader = opened.stream.getReader()
  const name = `${stem}.${endingOf(file.mediaType)}`
  try {
    yield { name, lastModified: file.lastModified, input: chunks(reader) }
  } finally {
    await reader.cancel()
  }
}

async function* chunks(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}
