import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { signIn } from '../scripts/testing/browser-session.ts'
import { startSandboxProcess } from '../scripts/testing/sandbox-process.ts'
import { runScript } from '../scripts/testing/site-process.ts'
import { measureEditor } from './mask-editor.ts'
import { measureSubmit } from './mask-submit.ts'

const root = path.join(import.meta.dirname, '..')
const port = 4796
const siteUrl = `http://localhost:${port}`

/**
 * Painting a mask, on the site as `npm start` runs it: what each event of a pointer costs the page's main thread, undo, from "done"
 * to the upload; and from an order with picture and mask to the request that the provider gets.
 */
export async function maskBench(): Promise<object> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-mask-'))
  const sandbox = await startSandboxProcess()
  const env = { PORT: String(port), DATA_DIR: folder, RATE_LIMITS: '0', SANDBOX_URL: sandbox.url }
  const site = runScript('scripts/start.ts', [], env)
  try {
    await site.ready
    const editor = [await measureEditor(siteUrl, 1024), await measureEditor(siteUrl, 4096)]
    const account = { email: `${randomUUID()}@example.com`, password: randomUUID() }
    const args = ['create', '--email', account.email, '--password', account.password, '--credits', '90000']
    await promisify(execFile)(process.execPath, ['scripts/user.ts', ...args], {
      cwd: root,
      env: { ...process.env, ...env, DATABASE_URL: '', PUBLIC_URL: '' },
    })
    const cookie = await signIn(siteUrl, account)
    const submit = [
      await measureSubmit(siteUrl, cookie, sandbox, 1024),
      await measureSubmit(siteUrl, cookie, sandbox, 2048),
    ]
    return { editor, submit }
  } finally {
    site.signal('SIGTERM')
    await site.ended
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
