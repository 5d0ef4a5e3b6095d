import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { access, constants, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { Storage } from './storage-type.ts'

const keyPattern = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

function noneIfMissing(error: unknown): string[] {
  if (isMissing(error)) return []
  throw error
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Files below `<dataDir>/files`. */
export function diskStorage(dataDir: string): Storage {
  const root = path.join(dataDir, 'files')

  function fileOf(key: string): string {
    if (!keyPattern.test(key)) throw new Error(`not a storage key: ${key}`)
    return path.join(root, key)
  }

  /** Written aside, flushed, then renamed, and the folder flushed too: a rename alone is not durable. */
  async function put(key: string, bytes: Uint8Array): Promise<void> {
    const file = fileOf(key)
    const folder = path.dirname(file)
    const draft = path.join(/*turbopackIgnore: true*/ folder, `.${randomUUID()}`)
    const created = await mkdir(folder, { recursive: true })
    try {
      const handle = await open(/*turbopackIgnore: true*/ draft, 'wx', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(draft, file)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
    await flushFolder(folder)
    for (let made = folder; created && made.startsWith(created); made = path.dirname(made)) {
      await flushFolder(path.dirname(made))
    }
  }

  return {
    put,
    async get(key) {
      try {
        return await readFile(fileOf(key))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async open(key) {
      try {
        const handle = await open(fileOf(key), 'r')
        const { size } = await handle.stat()
        return {
          sizeBytes: size,
          stream: Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>,
        }
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async openBlob(key, mediaType) {
      const file = fileOf(key)
      try {
        // Its own error for a file that is not there has no code that says so.
        await access(file, constants.R_OK)
        return await openAsBlob(file, { type: mediaType })
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async delete(key) {
      await rm(fileOf(key), { force: true })
    },
    async deleteFolder(folder) {
      await rm(fileOf(folder), { recursive: true, force: true })
    },
    async *folders(folder) {
      const parent = fileOf(folder)
      for (const name of await readdir(parent).catch(noneIfMissing)) {
        const found = await stat(path.join(/*turbopackIgnore: true*/ parent, name)).catch(() => null)
        if (found?.isDirectory()) yield { name, changedAt: found.mtime }
      }
    },
    async check() {
      const key = `probe/${randomUUID()}`
      await put(key, new Uint8Array([1]))
      await rm(fileOf(key))
    },
  }
}
