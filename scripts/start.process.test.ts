import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findFreePort } from './embedded-postgres/free-port.ts'
import { build, isBuilt } from './launcher/build-if-stale.ts'
import { processesOn, runScript, type SiteProcess } from './testing/site-process.ts'

const patience = { timeout: 30_000, interval: 50 }
let dataFolder: string
let port: number

function start(env: Record<string, string> = {}): SiteProcess {
  return runScript('scripts/start.ts', [], { DATA_DIR: dataFolder, PORT: String(port), ...env })
}

function createUser(email: string): SiteProcess {
  const args = ['create', '--email', email, '--password', 'a password for tests', '--credits', '100']
  return runScript('scripts/user.ts', args, { DATA_DIR: dataFolder })
}

async function statusOf(route: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}${route}`).catch(() => null)
  await answer?.body?.cancel()
  return answer?.status ?? 0
}

function untilNothingRuns(): Promise<void> {
  return expect.poll(() => processesOn(dataFolder), patience).toEqual([])
}

beforeAll(async () => {
  if (!isBuilt()) await build()
}, 240_000)

beforeEach(async () => {
  dataFolder = mkdtempSync(path.join(os.tmpdir(), 'huafang-start-'))
  port = await findFreePort()
})

afterEach(async () => {
  for (const pid of processesOn(dataFolder, 'start.ts')) process.kill(pid, 'SIGTERM')
  await untilNothingRuns()
  rmSync(dataFolder, { recursive: true, force: true })
})

describe('npm start', () => {
  it('serves with no variable set, refuses a second start, and leaves no process', async () => {
    const site = start()
    await site.ready
    expect(await statusOf('/api/health')).toBe(200)
    await expect.poll(() => statusOf('/api/ready'), patience).toBe(200)
    expect(statSync(path.join(dataFolder, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(statSync(path.join(dataFolder, 'postgres/password')).mode & 0o777).toBe(0o600)

    const second = start({ PORT: String(await findFreePort()) })
    expect(await second.ended).toEqual({ code: 1 })
    expect(second.output()).toContain(`The data folder ${dataFolder} is in use by process ${site.pid}`)
    expect(await statusOf('/api/health')).toBe(200)

    const user = createUser('while-running@example.com')
    expect(await user.ended, user.output()).toEqual({ code: 0 })

    site.signal('SIGTERM')
    expect(await site.ended).toEqual({ code: 0 })
    expect(processesOn(dataFolder)).toEqual([])
  })

  it('has lost nothing after it was killed, and left nothing running', async () => {
    const first = start()
    await first.ready
    expect(await createUser('kept@example.com').ended).toEqual({ code: 0 })
    first.signal('SIGKILL')
    await first.ended

    const next = start()
    await next.ready
    expect(await statusOf('/api/health')).toBe(200)
    const again = createUser('kept@example.com')
    expect(await again.ended).toEqual({ code: 1 })
    expect(again.output()).toContain('has an account already')

    next.signal('SIGKILL')
    await untilNothingRuns()
  })

  it('starts a killed worker, website, sandbox and database again', async () => {
    const site = start({ WORKER_GRACE_MS: '31000' })
    await site.ready
    const [worker] = processesOn(dataFolder, 'worker/main.ts')
    // The launcher waits for the worker's calls and a little longer, and so does the worker when the launcher has gone.
    expect(readFileSync(`/proc/${worker}/environ`, 'utf8').split('\0')).toContain('LAUNCHER_GRACE_MS=33000')
    for (const part of ['worker/main.ts', 'scripts/web.ts', 'sandbox/openai/main.ts', 'bin/postgres']) {
      const before = processesOn(dataFolder, part)
      expect(before, part).toHaveLength(1)
      for (const pid of before) process.kill(pid, 'SIGKILL')
      await expect
        .poll(() => processesOn(dataFolder, part).filter((pid) => !before.includes(pid)), patience)
        .toHaveLength(1)
      await expect.poll(() => statusOf('/api/ready'), patience).toBe(200)
    }
  })

  it('starts after the launcher and its database were killed at once', async () => {
    const first = start()
    await first.ready
    for (const pid of processesOn(dataFolder, 'bin/postgres')) process.kill(pid, 'SIGKILL')
    first.signal('SIGKILL')
    await first.ended

    const next = start()
    await next.ready
    expect(await statusOf('/api/health')).toBe(200)
  })

  it('stops while it is still starting', async () => {
    const site = start()
    await expect.poll(() => processesOn(dataFolder, 'bin/postgres').length, patience).toBeGreaterThan(0)
    site.signal('SIGINT')
    expect(await site.ended).toEqual({ code: 0 })
    expect(processesOn(dataFolder)).toEqual([])
  })
})

describe('npm start refuses', () => {
  it('a wrong value, by name', async () => {
    const site = start({ MARKUP_BPS: 'a lot' })
    expect(await site.ended).toEqual({ code: 2 })
    expect(site.output()).toMatch(/^MARKUP_BPS: /)
  })

  it('a public site without secrets, by name', async () => {
    const site = start({ PUBLIC_URL: 'https://huafang.example' })
    expect(await site.ended).toEqual({ code: 2 })
    for (const name of ['AUTH_SECRET', 'SMTP_URL', 'OPENAI_API_KEY'])
      expect(site.output()).toContain(`${name}: `)
  })
})

describe('npm run user', () => {
  it('works while nothing runs, and leaves nothing running', async () => {
    const user = createUser('alone@example.com')
    expect(await user.ended, user.output()).toEqual({ code: 0 })
    expect(JSON.parse(user.output())).toMatchObject({ email: 'alone@example.com', credits: 100 })
    expect(processesOn(dataFolder)).toEqual([])
  })

  it('says how it is used', async () => {
    const user = runScript('scripts/user.ts', ['create', '--email', 'nobody'], { DATA_DIR: dataFolder })
    expect(await user.ended).toEqual({ code: 2 })
    expect(user.output()).toContain('--email must be a mail address')
    expect(user.output()).toContain('Usage: ')
  })
})
