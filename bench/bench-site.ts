import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { startEmbeddedPostgres } from '../scripts/embedded-postgres/server.ts'
import { migrate } from '../scripts/migrate.ts'
import { type SandboxProcess, startSandboxProcess } from '../scripts/testing/sandbox-process.ts'

const root = path.join(import.meta.dirname, '..')

export interface BenchServer {
  stop(): Promise<void>
}

/**
 * A database server as `npm start` runs it, with everything durable, in a folder of its own, migrated; and an
 * environment that points to it. Nothing may import lib/env.ts before.
 */
export async function startBenchServer(): Promise<BenchServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-bench-'))
  const server = await startEmbeddedPostgres({
    folder: path.join(folder, 'postgres'),
    removeWhenOrphaned: folder,
    // Tells to the microsecond when a transaction was committed, at no price worth mentioning.
    settings: ['track_commit_timestamp=on'],
  })
  Object.assign(process.env, {
    NODE_ENV: 'production',
    DATABASE_URL: server.url('huafang'),
    DATA_DIR: path.join(folder, 'data'),
    AUTH_SECRET: 'a secret that is only good for measurements',
    LOG_LEVEL: 'error',
    ...Object.fromEntries(
      ['PUBLIC_URL', 'OPENAI_API_KEY', 'OPENAI_BASE_URL', 'SANDBOX'].map((name) => [name, '']),
    ),
  })
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await migrate(server.url('huafang'))
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}

export interface BenchSite {
  sandbox: SandboxProcess
  stop(): Promise<void>
}

async function waitForWorker(worker: ChildProcess): Promise<void> {
  const { db } = await import('#lib/db.ts')
  for (;;) {
    if (worker.exitCode !== null) throw new Error(`the worker ended with ${worker.exitCode}`)
    const state = await db.providerState.findUnique({ where: { provider: 'sandbox' } })
    if (state?.modelsSeenAt && (await db.worker.count()) > 0) return
    await delay(50)
  }
}

/** A sandbox that answers without delay, and a worker process as the site runs it, on the server that was started before. */
export async function startBenchSite(): Promise<BenchSite> {
  const sandbox = await startSandboxProcess()
  process.env.SANDBOX_URL = sandbox.url
  const worker = spawn(
    process.execPath,
    ['--import', './scripts/launcher/die-with-parent.ts', 'worker/main.ts'],
    { cwd: root, env: process.env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  )
  const stop = async () => {
    if (worker.exitCode === null && worker.signalCode === null) {
      worker.kill('SIGTERM')
      await once(worker, 'exit')
    }
    await sandbox.stop()
  }
  try {
    await waitForWorker(worker)
  } catch (error) {
    await stop()
    throw error
  }
  return { sandbox, stop }
}
