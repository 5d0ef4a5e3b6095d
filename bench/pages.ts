import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { makeScenery } from '../e2e/screenshots/scenery.ts'
import { signIn } from '../scripts/testing/browser-session.ts'
import { runScript } from '../scripts/testing/site-process.ts'
import { auditPage, installLighthouse, type PageAudit } from './lighthouse/audit-page.ts'

const root = path.join(import.meta.dirname, '..')
const port = 4798
const siteUrl = `http://localhost:${port}`

/** The pages that promise a score. */
const pages = [
  { name: 'landing', path: '', signedIn: false },
  { name: 'sign-in', path: '/sign-in', signedIn: false },
  { name: 'studio', path: '/studio', signedIn: true },
  { name: 'library', path: '/pictures', signedIn: true },
] as const

/**
 * The site as `npm start` runs it, seen by Lighthouse as a phone on a slow line: scores, bytes of script and pictures. The server's
 * own time for a library is the bench `library`.
 */
export async function pagesBench(): Promise<object> {
  await installLighthouse()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-pages-'))
  const env = { PORT: String(port), DATA_DIR: folder, RATE_LIMITS: '0' }
  const site = runScript('scripts/start.ts', [], env)
  try {
    await site.ready
    const account = { email: `${randomUUID()}@example.com`, password: randomUUID() }
    const args = ['create', '--email', account.email, '--password', account.password, '--credits', '20000']
    await promisify(execFile)(process.execPath, ['scripts/user.ts', ...args], {
      cwd: root,
      env: { ...process.env, ...env, DATABASE_URL: '', PUBLIC_URL: '' },
    })
    const cookie = await signIn(siteUrl, account)
    await makeScenery(siteUrl, cookie)
    const audits: Record<string, PageAudit> = {}
    for (const language of ['zh', 'en']) {
      for (const { name, path: below, signedIn } of pages) {
        const audit = await auditPage(`${siteUrl}/${language}${below}`, signedIn ? cookie : null)
        audits[`${name} ${language}`] = audit
        console.error(`${name} ${language}: ${JSON.stringify(audit.scores)}`)
      }
    }
    return {
      aims: { performance: 95, accessibility: 100, bestPractices: 100, studioScriptBytes: 180_000 },
      audits,
    }
  } finally {
    site.signal('SIGTERM')
    await site.ended
    rmSync(folder, { recursive: true, force: true })
  }
}
