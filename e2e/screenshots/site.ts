import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import type { Browser, BrowserContextOptions } from '@playwright/test'
import { z } from 'zod'
import { signIn } from '../../scripts/testing/browser-session.ts'
import { runScript } from '../../scripts/testing/site-process.ts'
import type { Shot, Viewer } from './shot.ts'

const root = path.resolve(import.meta.dirname, '../..')

export interface ScreenshotSite {
  url: string
  /** The Cookie header of each viewer who is signed in. */
  cookies: Record<Exclude<Viewer, 'visitor'>, string>
  stop(): Promise<void>
}

/** The site as `npm start` runs it, on a folder that is thrown away, with an account of each kind. */
export async function startScreenshotSite(port: number): Promise<ScreenshotSite> {
  const url = `http://localhost:${port}`
  const folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-screenshots-'))
  const env = {
    PORT: String(port),
    DATA_DIR: folder,
    RATE_LIMITS: '0',
    SANDBOX_DELAY_MS: '50',
    // Nobody goes there: for the buttons and the rows of the account page.
    GITHUB_ID: 'shown',
    GITHUB_SECRET: 'shown',
    GOOGLE_ID: 'shown',
    GOOGLE_SECRET: 'shown',
  }
  const site = runScript('scripts/start.ts', [], env)
  const stop = async () => {
    site.signal('SIGTERM')
    await site.ended
    rmSync(folder, { recursive: true, force: true })
  }
  const newCredentials = () => ({
    email: `wang.${randomUUID().slice(0, 4)}@example.com`,
    password: randomUUID(),
  })
  const account = async (credits: number, ...more: string[]) => {
    const { email, password } = newCredentials()
    const args = ['create', '--email', email, '--password', password, '--credits', String(credits), ...more]
    await promisify(execFile)(process.execPath, ['scripts/user.ts', ...args], {
      cwd: root,
      env: { ...process.env, ...env, DATABASE_URL: '', PUBLIC_URL: '' },
    })
    return signIn(url, { email, password })
  }
  const signUp = async () => {
    const credentials = newCredentials()
    const answer = await fetch(`${url}/api/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ ...credentials, locale: 'zh' }),
    })
    if (!answer.ok) throw new Error(`signing up: ${answer.status} ${await answer.text()}`)
    return signIn(url, credentials)
  }
  try {
    await site.ready
    return {
      url,
      stop,
      cookies: {
        newcomer: await account(500),
        unverified: await signUp(),
        painter: await account(60_000),
        hurried: await account(20_000),
        operator: await account(1_000, '--admin'),
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A browser context in which somebody is signed in. */
export async function openContext(
  browser: Browser,
  site: ScreenshotSite,
  { as: viewer, tour = false }: Pick<Shot, 'as' | 'tour'>,
  options: BrowserContextOptions,
) {
  const context = await browser.newContext({ baseURL: site.url, ...options })
  if (!tour) await context.addInitScript(() => localStorage.setItem('huafang.tour', 'seen'))
  if (viewer === 'visitor') return context
  const pairs = site.cookies[viewer].split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=')
    return { name, value: value.join('='), url: site.url }
  })
  await context.addCookies(pairs)
  return context
}

const listShape = z.object({
  jobs: z.array(
    z.object({
      id: z.string(),
      finishedAt: z.string().nullable(),
      images: z.array(z.object({ id: z.string(), state: z.string() })),
    }),
  ),
})

/** A user's jobs, newest first, once all of them have ended. */
export async function jobsWhenDone(siteUrl: string, cookie: string) {
  for (;;) {
    const answer = await fetch(`${siteUrl}/api/jobs?limit=50`, { headers: { cookie } })
    const { jobs } = listShape.parse(await answer.json())
    if (jobs.every(({ finishedAt }) => finishedAt !== null)) return jobs
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
