import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { findFreePort } from './embedded-postgres/free-port.ts'
import { build, isBuilt } from './launcher/build-if-stale.ts'
import { signIn } from './testing/browser-session.ts'
import { processesOn, runScript } from './testing/site-process.ts'

const patience = { timeout: 40_000, interval: 100 }
const person = { email: 'keeper@example.com', password: 'a password for tests' }
const pageShape = z.object({
  jobs: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      images: z.array(z.object({ id: z.string(), state: z.string() })),
    }),
  ),
})

let folder: string
let backup: string

const dataFolder = (name: string) => path.join(folder, name)
const siteEnv = (name: string) => ({ DATA_DIR: dataFolder(name), SANDBOX_DELAY_MS: '0' })

async function startSite(name: string) {
  const port = await findFreePort()
  const site = runScript('scripts/start.ts', [], { ...siteEnv(name), PORT: String(port) })
  await site.ready
  return { ...site, url: `http://127.0.0.1:${port}` }
}

async function run(script: string, args: string[], env: Record<string, string>) {
  const command = runScript(script, args, env)
  return { ...(await command.ended), output: command.output() }
}

/** Orders one picture from the site, as the form does. */
async function order(url: string, cookie: string, prompt: string): Promise<void> {
  const { newRequest } = await import('#lib/jobs/job-fixtures.ts')
  const answer = await fetch(`${url}/api/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({
      ...newRequest({ model: 'gpt-image-1-mini', prompt, params: { partialImages: 0 } }),
      clientKey: randomUUID(),
    }),
  })
  expect(answer.status, await answer.clone().text()).toBe(201)
}

/** The person's images by their state, newest job first. */
async function imagesOf(url: string, cookie: string) {
  const answer = await fetch(`${url}/api/jobs`, { headers: { cookie } })
  return pageShape.parse(await answer.json()).jobs.flatMap((job) => job.images)
}

async function hashOfFile(url: string, cookie: string, imageId: string): Promise<string> {
  const answer = await fetch(`${url}/api/images/${imageId}/file`, { headers: { cookie } })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^image\//)
  return createHash('sha256')
    .update(Buffer.from(await answer.arrayBuffer()))
    .digest('hex')
}

beforeAll(async () => {
  if (!isBuilt()) await build()
}, 240_000)

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-backup-'))
  backup = path.join(folder, 'backup')
})

afterEach(async () => {
  for (const pid of processesOn(folder, 'start.ts')) process.kill(pid, 'SIGTERM')
  await expect.poll(() => processesOn(folder), patience).toEqual([])
  rmSync(folder, { recursive: true, force: true })
})

it('a working site comes back whole: people, credits, every picture, and what was on its way', async () => {
  const first = await startSite('first')
  const args = ['create', '--email', person.email, '--password', person.password, '--credits', '1000']
  expect(await run('scripts/user.ts', args, siteEnv('first'))).toMatchObject({ code: 0 })
  const cookie = await signIn(first.url, person)
  for (const prompt of ['one', 'two', 'three']) await order(first.url, cookie, prompt)
  const states = async (url: string, session: string) =>
    (await imagesOf(url, session)).map(({ state }) => state)
  await expect
    .poll(() => states(first.url, cookie), patience)
    .toEqual(['delivered', 'delivered', 'delivered'])
  await order(first.url, cookie, 'on its way [[delay:60s]]')
  await expect.poll(() => states(first.url, cookie), patience).toContain('calling')
  const before = await imagesOf(first.url, cookie)
  const hashes = new Map<string, string>()
  for (const { id, state } of before) {
    if (state === 'delivered') hashes.set(id, await hashOfFile(first.url, cookie, id))
  }

  const made = await run('scripts/backup.ts', [backup], siteEnv('first'))
  expect(made, made.output).toMatchObject({ code: 0 })
  expect(await states(first.url, cookie)).toContain('calling')
  // What comes after the backup is not in it.
  await order(first.url, cookie, 'too late')
  first.signal('SIGKILL')
  await first.ended

  const restored = await run('scripts/restore.ts', [backup], siteEnv('second'))
  expect(restored, restored.output).toMatchObject({ code: 0 })
  expect(JSON.parse(restored.output)).toMatchObject({ users: 1, pictures: 3 })
  const check = await run('scripts/run-with-database.ts', ['scripts/ledger-check.ts'], siteEnv('second'))
  expect(check).toMatchObject({ code: 0, output: 'The book is sound.\n' })

  const second = await startSite('second')
  // The secrets came along: the session of before is good.
  const after = await imagesOf(second.url, cookie)
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  for (const [id, hash] of hashes)
    expect(await hashOfFile(second.url, await signIn(second.url, person), id)).toBe(hash)
  // The call is lost with the old site's worker; the one more that may be made is held up by the same words.
  await expect
    .poll(() => states(second.url, cookie), patience)
    .toEqual(['calling', 'delivered', 'delivered', 'delivered'])
})

it('refuses what would destroy or mislead', async () => {
  expect(await run('scripts/backup.ts', [], siteEnv('none'))).toMatchObject({ code: 2 })
  mkdirSync(backup)
  const taken = await run('scripts/backup.ts', [backup], siteEnv('none'))
  expect(taken).toMatchObject({ code: 1, output: expect.stringContaining('exists already') })
  const own = await run('scripts/backup.ts', [`${backup}-2`], {
    ...siteEnv('none'),
    DATABASE_URL: 'postgresql://user@127.0.0.1:1/other',
  })
  expect(own).toMatchObject({ code: 1, output: expect.stringContaining('by its own means') })

  const halfDone = await run('scripts/restore.ts', [backup], siteEnv('none'))
  expect(halfDone).toMatchObject({ code: 1, output: expect.stringContaining('no whole backup') })
  writeFileSync(
    path.join(backup, 'backup.json'),
    JSON.stringify({
      huafangBackup: 1,
      startedAt: '2026-11-22T00:00:00Z',
      databaseAt: '2026-11-22T00:00:00Z',
      finishedAt: '2026-11-22T00:00:00Z',
      postgresMajor: '18',
      files: 0,
      bytes: 0,
    }),
  )
  mkdirSync(path.join(dataFolder('full'), 'postgres'), { recursive: true })
  const full = await run('scripts/restore.ts', [backup], siteEnv('full'))
  expect(full).toMatchObject({ code: 1, output: expect.stringContaining('has data already') })
  expect(existsSync(path.join(dataFolder('full'), 'files'))).toBe(false)
})
