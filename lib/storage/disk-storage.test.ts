import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diskStorage } from './disk-storage.ts'
import type { Storage } from './storage-type.ts'

let folder: string
let files: string
let storage: Storage

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-storage-'))
  files = path.join(folder, 'files')
  storage = diskStorage(folder)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function allFiles(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
}

const bytes = Buffer.from('bytes of a picture')

describe('diskStorage', () => {
  it('gives back what was put, whole and as a stream, and forgets what was deleted', async () => {
    await storage.put('attempts/a/1/original', bytes)
    expect(await storage.get('attempts/a/1/original')).toEqual(bytes)
    const opened = await storage.open('attempts/a/1/original')
    expect(opened?.sizeBytes).toBe(bytes.length)
    expect(Buffer.from(await new Response(opened?.stream).bytes())).toEqual(bytes)
    await storage.delete('attempts/a/1/original')
    await storage.delete('attempts/a/1/original')
    expect(await storage.get('attempts/a/1/original')).toBeNull()
  })

  it('gives a handle on the bytes that reads them only when asked, with the media type that it was told', async () => {
    await storage.put('uploads/a/picture', bytes)
    const blob = await storage.openBlob('uploads/a/picture', 'image/jpeg')
    expect(blob).toMatchObject({ size: bytes.length, type: 'image/jpeg' })
    // Still a handle within another one, as forms have it.
    const part = new File(blob ? [blob] : [], 'cat.jpg', { type: 'image/jpeg' })
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes)
    await storage.delete('uploads/a/picture')
    await expect(part.arrayBuffer()).rejects.toThrow()
  })

  it('has nothing under a key that was never put, nor below one that was', async () => {
    await storage.put('a', bytes)
    for (const key of ['b', 'b/c', 'a/b']) {
      expect(await storage.get(key)).toBeNull()
      expect(await storage.open(key)).toBeNull()
      expect(await storage.openBlob(key, 'image/png')).toBeNull()
    }
  })

  it('forgets a folder with all that is in it, and nothing beside it', async () => {
    const keys = [
      'attempts/a/1/original',
      'attempts/a/1/partial-0',
      'attempts/a/2/original',
      'attempts/ab/1/original',
    ]
    for (const key of keys) await storage.put(key, bytes)
    await storage.deleteFolder('attempts/a')
    await storage.deleteFolder('attempts/a')
    await storage.deleteFolder('attempts/none')
    expect(allFiles()).toEqual(['files/attempts/ab/1/original'])
    for (const folder of ['', '.', '..', 'attempts/..', '/']) {
      await expect(storage.deleteFolder(folder)).rejects.toThrow('not a storage key')
    }
    expect(allFiles()).toHaveLength(1)
  })

  it('names the folders below one, and when they changed', async () => {
    for (const key of ['uploads/a/picture', 'uploads/a/thumbnail', 'uploads/b/picture', 'uploads/file']) {
      await storage.put(key, bytes)
    }
    const found = await Array.fromAsync(storage.folders('uploads'))
    expect(found.map(({ name }) => name).sort()).toEqual(['a', 'b'])
    for (const { changedAt } of found) expect(Date.now() - changedAt.getTime()).toBeLessThan(60_000)
    expect(await Array.fromAsync(storage.folders('none'))).toEqual([])
  })

  it('replaces in one step: a reader sees the old bytes or the new ones', async () => {
    const size = 1_000_000
    await storage.put('a', Buffer.alloc(size, 0))
    let done = false
    async function write(): Promise<void> {
      for (let version = 1; version <= 25; version++) await storage.put('a', Buffer.alloc(size, version))
      done = true
    }
    async function read(): Promise<void> {
      while (!done) {
        const seen = await storage.get('a')
        expect(seen?.length).toBe(size)
        expect(seen && Buffer.alloc(size, seen[0]).equals(seen)).toBe(true)
      }
    }
    await Promise.all([write(), read(), read()])
    expect(allFiles()).toEqual(['files/a'])
  })

  it.each([
    '../outside',
    'a/../../outside',
    'a/..',
    '..',
    '.',
    '',
    '/etc/passwd',
    'a//b',
    'a/',
    '.hidden',
    'a/.draft',
    'a\\..\\b',
    'a\0b',
    'a\n',
    'A',
    '%2e%2e/outside',
  ])('refuses the key %j, whatever is asked of it', async (key) => {
    writeFileSync(path.join(folder, 'outside'), 'secret')
    await expect(storage.put(key, bytes)).rejects.toThrow('not a storage key')
    await expect(storage.get(key)).rejects.toThrow('not a storage key')
    await expect(storage.open(key)).rejects.toThrow('not a storage key')
    await expect(storage.openBlob(key, 'image/png')).rejects.toThrow('not a storage key')
    await expect(storage.delete(key)).rejects.toThrow('not a storage key')
    expect(allFiles()).toEqual(['outside'])
    expect(readFileSync(path.join(folder, 'outside'), 'utf8')).toBe('secret')
  })

  it('leaves nothing half-written after a write that failed', async () => {
    // A folder stands where the file should go, so the last step fails.
    mkdirSync(path.join(files, 'a', 'b'), { recursive: true })
    await expect(storage.put('a/b', bytes)).rejects.toThrow()
    expect(allFiles()).toEqual([])
    // A file stands where a folder should be, so the first one does.
    await storage.put('c', bytes)
    await expect(storage.put('c/d', bytes)).rejects.toThrow()
    expect(allFiles()).toEqual(['files/c'])
  })

  it('takes many writes at once into folders that are not there yet', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `previews/${index % 4}/${index}`)
    await Promise.all(keys.map((key) => storage.put(key, Buffer.from(key))))
    for (const key of keys) expect(Buffer.from((await storage.get(key)) ?? []).toString()).toBe(key)
  })

  it('probes that it can write, leaves no trace, and says when it cannot', async () => {
    await storage.check()
    expect(allFiles()).toEqual([])
    writeFileSync(path.join(folder, 'not-a-folder'), '')
    await expect(diskStorage(path.join(folder, 'not-a-folder')).check()).rejects.toThrow()
  })
})
