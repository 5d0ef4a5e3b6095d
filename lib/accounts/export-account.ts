import { type ZipFile, zipStream } from '#lib/http/zip-stream.ts'
import { storage } from '#lib/storage/storage.ts'
import {
  exportFolders,
  exportJobs,
  exportLedger,
  exportPictures,
  exportPresets,
  exportReports,
  exportSnippets,
} from './export-rows.ts'
import { readAccount } from './read-account.ts'
import { listSessions } from './sessions.ts'

interface Asker {
  id: string
  sessionId: string
}

/**
 * Everything the site keeps of one user, as a ZIP that is made while it is read: a page of rows or a piece of a picture at a time.
 * @param pictures with the originals of the pictures, byte for byte as they came
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
  if (pictures) yield* originals(user.id)
}

async function* json(read: () => Promise<unknown>): AsyncGenerator<string> {
  yield `${JSON.stringify(await read(), null, 2)}\n`
}

async function* lines(rows: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}

async function* originals(userId: string): AsyncGenerator<ZipFile> {
  for await (const { id, madeAt, model, storageKey, mediaType } of exportPictures(userId)) {
    // Gone meanwhile, for good: the archive has its line in jobs.ndjson all the same.
    const opened = await storage.open(storageKey)
    if (!opened) continue
    const reader = opened.stream.getReader()
    const ending = mediaType.replace('image/', '').replace('jpeg', 'jpg')
    const name = `pictures/${madeAt.toISOString().slice(0, 10)}-${model}-${id}.${ending}`
    try {
      yield { name, lastModified: madeAt, input: chunks(reader) }
    } finally {
      await reader.cancel()
    }
  }
}

async function* chunks(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}
