import './load-env-file.ts'
import path from 'node:path'
import process from 'node:process'
import type { Env } from '#lib/env.ts'
import { ensureSecrets } from './secrets.ts'

/** Where all of the site's data is, before the environment is parsed. */
export function dataFolder(): string {
  return path.resolve(process.env.DATA_DIR || 'data')
}

/**
 * Completes the environment of this process and of all it starts, and parses it: production unless `dev`, and on a site
 * that is not public a secret of its own. Nothing may import lib/env.ts before.
 * Ends the process with status 2 and the names of what is wrong.
 */
export async function readSettings({ dev = false } = {}): Promise<Env> {
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production' })
  try {
    if (!process.env.AUTH_SECRET && !process.env.PUBLIC_URL) {
      process.env.AUTH_SECRET = ensureSecrets(dataFolder()).AUTH_SECRET
    }
    const { env } = await import('#lib/env.ts')
    return env
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(2)
  }
}
