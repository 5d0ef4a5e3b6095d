import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { isAlive, ownIdentity } from '../embedded-postgres/process-identity.ts'

const holderShape = z.object({
  pid: z.number(),
  startedAt: z.string(),
  /** A `command` holds the folder for seconds; a `site` until it is stopped. */
  purpose: z.enum(['site', 'command']),
})
export type LockHolder = z.infer<typeof holderShape>

export class DataFolderInUse extends Error {
  override name = 'DataFolderInUse'
  readonly holder: LockHolder

  constructor(dataFolder: string, holder: LockHolder) {
    super(
      `The data folder ${dataFolder} is in use by process ${holder.pid}, which is still running. ` +
        'Stop that one first, or give this one another DATA_DIR.',
    )
    this.holder = holder
  }
}

function lockFile(dataFolder: string): string {
  return path.join(dataFolder, 'lock')
}

function read(file: string): { text: string; holder: LockHolder | null } | null {
  try {
    const text = readFileSync(file, 'utf8')
    const parsed = holderShape.safeParse(JSON.parse(text))
    return { text, holder: parsed.success ? parsed.data : null }
  } catch (error) {
    return error instanceof SyntaxError ? { text: '', holder: null } : null
  }
}

/** Who has the data folder now; null when nobody who lives does. */
export function lockHolder(dataFolder: string): LockHolder | null {
  const holder = read(lockFile(dataFolder))?.holder
  return holder && isAlive(holder) ? holder : null
}

/** A lock appears with its content at once, or not at all: nobody can read half of it. */
function tryCreate(file: string, content: string): boolean {
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, content, { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Takes a dead holder's lock away. Of several who try, one succeeds; a lock that was new meanwhile is put back. */
function removeStale(file: string, staleText: string): void {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = read(aside)
  if (moved && moved.text !== staleText) tryCreate(file, moved.text)
  rmSync(aside, { force: true })
}

/**
 * Takes the data folder for this process alone, also after its last holder was killed. Waits for a command to end.
 * @returns a function that gives it back.
 * @throws DataFolderInUse when a site holds it, or a command does not let go within `waitMs`.
 */
export async function takeDataFolder(
  dataFolder: string,
  purpose: LockHolder['purpose'],
  waitMs = 15_000,
): Promise<() => void> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const file = lockFile(dataFolder)
  const content = JSON.stringify({ ...ownIdentity(), purpose })
  const deadline = Date.now() + waitMs

  while (!tryCreate(file, content)) {
    const current = read(file)
    if (!current) continue
    if (!current.holder || !isAlive(current.holder)) removeStale(file, current.text)
    else if (current.holder.purpose === 'site' || Date.now() > deadline) {
      throw new DataFolderInUse(dataFolder, current.holder)
    } else await delay(50)
  }
  return () => {
    if (read(file)?.text === content) rmSync(file, { force: true })
  }
}
