import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const cache = path.resolve(import.meta.dirname, '../../node_modules/.cache/e2e')

/** A folder that is filled once, and appears when it is complete: a killed run leaves no half of it behind. */
export async function cachedFolder(name: string, fill: (draft: string) => Promise<void>): Promise<string> {
  const folder = path.join(cache, name)
  if (existsSync(folder)) return folder
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  try {
    await fill(draft)
    renameSync(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return folder
}
