import { constants } from 'node:fs'
import { copyFile, mkdir, open, opendir } from 'node:fs/promises'
import path from 'node:path'

interface CopyOptions {
  /** Told each entry's path from the folder's top; false leaves it, and all below it, out. */
  wanted?: (relative: string) => boolean
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

async function flush(place: string): Promise<void> {
  const handle = await open(place, 'r')
  await handle.sync().finally(() => handle.close())
}

/**
 * Copies a folder that may be in use: what vanishes meanwhile is left out. Files are flushed, so that the copy survives a
 * power cut once this has returned.
 * @returns how many files and bytes were copied
 * @throws for anything but files and folders
 */
export async function copyFolder(
  from: string,
  to: string,
  { wanted = () => true }: CopyOptions = {},
): Promise<{ files: number; bytes: number }> {
  const copied = { files: 0, bytes: 0 }

  async function copyInto(relative: string): Promise<void> {
    const target = path.join(to, relative)
    const folder = await opendir(path.join(from, relative)).catch((error: unknown) => {
      if (isGone(error) && relative !== '') return null
      throw error
    })
    if (!folder) return
    await mkdir(target, { recursive: true, mode: 0o700 })
    for await (const entry of folder) {
      const name = path.join(relative, entry.name)
      if (!wanted(name)) continue
      if (entry.isDirectory()) await copyInto(name)
      else if (entry.isFile()) await copyOne(name)
      else throw new Error(`${path.join(from, name)} is neither a file nor a folder`)
    }
    await flush(target)
  }

  async function copyOne(name: string): Promise<void> {
    const target = path.join(to, name)
    try {
      await copyFile(path.join(from, name), target, constants.COPYFILE_FICLONE)
    } catch (error) {
      if (isGone(error)) return
      throw error
    }
    const handle = await open(target, 'r')
    try {
      await handle.sync()
      copied.bytes += (await handle.stat()).size
      copied.files += 1
    } finally {
      await handle.close()
    }
  }

  await copyInto('')
  return copied
}
