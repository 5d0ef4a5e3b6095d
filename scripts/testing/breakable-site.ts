import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { findFreePort } from '../embedded-postgres/free-port.ts'
import { type EmbeddedServer, startEmbeddedPostgres } from '../embedded-postgres/server.ts'
import { waitForHealth } from '../launcher/wait-for-health.ts'
import { migrate } from '../migrate.ts'
import { type PartProcess, startPart } from './part-process.ts'
import { createProviderFront, type ProviderFront } from './provider-front.ts'

export interface BreakableSite {
  /** Logs, database and files of this site. */
  folder: string
  front: ProviderFront
  workers: PartProcess[]
  /** @param env beside what all parts get, such as `WORKER_CONCURRENCY` */
  startWorker(env?: Record<string, string>, onEnd?: (part: PartProcess) => void): PartProcess
  /** The website, on a free port of its own; built before. */
  startWeb(onEnd?: (part: PartProcess) => void): Promise<{ part: PartProcess; url: string }>
  database: { kill(): Promise<void>; start(): Promise<void>; isRunning(): boolean }
  sandbox: {
    kill(): Promise<void>
    /** Comes back on the same address, without any memory. */
    start(): Promise<void>
    isRunning(): boolean
    /** Changes its settings while it runs (docs/sandbox.md). */
    set(settings: Record<string, unknown>): Promise<void>
  }
  /** Ends every process, and removes the folder unless its logs are wanted. */
  stop(options?: { keepFolder?: boolean }): Promise<void>
}

/** What a developer has set for a site of their own must not change what is tested. */
const unset = ['PUBLIC_URL', 'OPENAI_API_KEY', 'OPENAI_BASE_URL', 'SANDBOX', 'SMTP_URL', 'DATABASE_POOL']

/**
 * Database and sandbox as processes of their own on fixed loopback ports, workers as many as asked for: a site whose every
 * part can be killed, stopped and started again. Completes the environment of this process, so that code of the site can be
 * imported afterwards; nothing may import lib/env.ts before.
 */
export async function startBreakableSite(): Promise<BreakableSite> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-breakable-'))
  const logs = path.join(folder, 'logs')
  mkdirSync(logs)
  const workers: PartProcess[] = []
  const parts: PartProcess[] = []

  // A killed process leaves what it wrote to the system, so nothing needs to reach the disk itself.
  const startServer = () =>
    startEmbeddedPostgres({
      folder: path.join(folder, 'postgres'),
      removeWhenOrphaned: folder,
      settings: ['fsync=off'],
    })
  let server: EmbeddedServer = await startServer()
  let databaseRuns = true

  const [frontPort, sandboxPort] = [await findFreePort(), await findFreePort()]
  const front = createProviderFront(frontPort, sandboxPort)
  Object.assign(process.env, {
    NODE_ENV: 'production',
    DATABASE_URL: server.url('huafang'),
    DATA_DIR: path.join(folder, 'data'),
    AUTH_SECRET: 'a secret that is only good for tests',
    SANDBOX_URL: front.url,
    LOG_LEVEL: 'silent',
    RATE_LIMITS: '0',
    ...Object.fromEntries(unset.map((name) => [name, ''])),
  })
  const sandbox = startPart({
    name: 'sandbox',
    args: ['sandbox/openai/main.ts'],
    env: { SANDBOX_PORT: String(sandboxPort), SANDBOX_HOST: '127.0.0.1', SANDBOX_DELAY_MS: '0' },
    logFile: path.join(logs, 'sandbox.log'),
  })
  parts.push(sandbox)

  async function sandboxAnswers(): Promise<void> {
    await waitForHealth(`http://127.0.0.1:${sandboxPort}/sandbox/calls`, AbortSignal.timeout(20_000))
    await front.open()
  }

  async function stop({ keepFolder = false } = {}): Promise<void> {
    await Promise.all(parts.map((part) => part.end()))
    await front.close()
    await server.stop()
    if (!keepFolder) rmSync(folder, { recursive: true, force: true })
  }

  try {
    await migrate(server.url('huafang'))
    await sandboxAnswers()
  } catch (error) {
    await stop()
    throw error
  }

  return {
    folder,
    front,
    workers,
    startWorker(env, onEnd) {
      const name = `worker-${workers.length + 1}`
      const logFile = path.join(logs, `${name}.log`)
      const args = ['worker/main.ts']
      const part = startPart({ name, args, env: { LOG_LEVEL: 'info', ...env }, logFile, onEnd })
      workers.push(part)
      parts.push(part)
      return part
    },
    async startWeb(onEnd) {
      const port = await findFreePort()
      const part = startPart({
        name: 'web',
        args: ['scripts/web.ts'],
        env: { PORT: String(port), LOG_LEVEL: 'info' },
        logFile: path.join(logs, 'web.log'),
        onEnd,
      })
      parts.push(part)
      const url = `http://127.0.0.1:${port}`
      await waitForHealth(`${url}/api/health`, AbortSignal.timeout(30_000))
      return { part, url }
    },
    database: {
      async kill() {
        databaseRuns = false
        process.kill(server.pid, 'SIGKILL')
        await server.ended
      },
      async start() {
        server = await startServer()
        if (server.url('huafang') !== process.env.DATABASE_URL)
          throw new Error('its port was taken meanwhile')
        databaseRuns = true
      },
      isRunning: () => databaseRuns,
    },
    sandbox: {
      async kill() {
        sandbox.signal('SIGKILL')
        await Promise.all([sandbox.ended(), front.close()])
      },
      async start() {
        sandbox.start()
        await sandboxAnswers()
      },
      isRunning: () => sandbox.isRunning(),
      async set(settings) {
        const answer = await fetch(`http://127.0.0.1:${sandboxPort}/sandbox/settings`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(settings),
        })
        if (!answer.ok) throw new Error(`sandbox settings: ${answer.status} ${await answer.text()}`)
      },
    },
    stop,
  }
}
