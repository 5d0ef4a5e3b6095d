import { randomBytes, randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const secretsShape = z.object({ AUTH_SECRET: z.string().min(32) })
type Secrets = z.infer<typeof secretsShape>

function read(file: string): Secrets | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return null
  }
  try {
    return secretsShape.parse(JSON.parse(text))
  } catch (error) {
    throw new Error(
      `${file} cannot be read: mend it, or remove it to get new secrets (everybody signs in again)`,
      {
        cause: error,
      },
    )
  }
}

/** Secrets of a site on one's own machine: made at the first start, the same at all later ones. */
export function ensureSecrets(dataFolder: string): Secrets {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const file = path.join(dataFolder, 'secrets.json')
  const existing = read(file)
  if (existing) return existing

  const draft = `${file}.${randomUUID()}`
  const made: Secrets = { AUTH_SECRET: randomBytes(32).toString('base64url') }
  writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch {
    // Another process was faster; its secrets are the ones.
  } finally {
    rmSync(draft, { force: true })
  }
  return read(file) ?? made
}
