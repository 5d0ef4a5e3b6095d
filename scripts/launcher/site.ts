import process from 'node:process'
import type { Env } from '#lib/env.ts'
import { findFreePort, waitForPort } from '../embedded-postgres/free-port.ts'
import { migrate } from '../migrate.ts'
import { announcement } from './announce.ts'
import { build, isBuilt } from './build-if-stale.ts'
import { takeDataFolder } from './data-lock.ts'
import { keepDatabase } from './database.ts'
import { type RunningPart, supervise } from './supervise.ts'
import { waitForHealth } from './wait-for-health.ts'

const stopGraceMs = 20_000
/** What a worker needs beside its grace for calls, to close what it has open. */
const closeMs = 2_000

export interface Site {
  /** Fulfilled when all runs; rejected with a sentence for people when it cannot. */
  ready: Promise<void>
  /** Ends all parts, then the database. Called again, it loses patience and kills the parts. */
  stop: () => Promise<void>
}

export interface SiteOptions {
  env: Env
  dev: boolean
  say: (line: string) => void
  onGivenUp: (reason: string) => void
}

/** Starts all parts of the site in their order, and keeps them running. */
export function startSite({ env, dev, say, onGivenUp }: SiteOptions): Site {
  const startedAt = performance.now()
  const stopping = new AbortController()
  /** What to undo, the newest last. */
  const undo: (() => Promise<void> | void)[] = []
  const parts: RunningPart[] = []

  function startPart(
    name: string,
    args: string[],
    { graceMs = stopGraceMs, env: partEnv = {} }: { graceMs?: number; env?: Record<string, string> } = {},
  ): RunningPart {
    stopping.signal.throwIfAborted()
    const part = supervise({ name, args, env: partEnv, graceMs, say, onGivenUp })
    parts.push(part)
    return part
  }

  async function startSandbox(): Promise<void> {
    const port = await findFreePort()
    process.env.SANDBOX_URL = `http://127.0.0.1:${port}`
    const sandbox = startPart('The sandbox', ['sandbox/openai/main.ts'], {
      graceMs: 2_000,
      env: { SANDBOX_PORT: String(port), SANDBOX_HOST: '127.0.0.1' },
    })
    undo.push(sandbox.stop)
  }

  async function start(): Promise<void> {
    undo.push(await takeDataFolder(env.DATA_DIR, 'site'))
    const host = env.isPublic ? undefined : '127.0.0.1'
    if (!(await waitForPort(env.PORT, host, stopGraceMs / 2))) {
      throw new Error(`Port ${env.PORT} is taken by another program: set PORT to a free one`)
    }
    if (!dev && !isBuilt()) {
      say('Nothing is built from these sources yet: building (once, about half a minute)')
      await build(stopping.signal)
    }
    if (!env.DATABASE_URL) {
      const database = await keepDatabase(env.DATA_DIR, { say, onGivenUp })
      undo.push(database.stop)
    }
    stopping.signal.throwIfAborted()
    await migrate(process.env.DATABASE_URL ?? '')

    if (env.provider === 'sandbox' && !env.SANDBOX_URL) await startSandbox()
    const web = startPart('The website', ['scripts/web.ts', ...(dev ? ['--dev'] : [])])
    // It may be in calls that cost money.
    const worker = startPart('The worker', ['worker/main.ts'], { graceMs: env.WORKER_GRACE_MS + closeMs })
    undo.push(async () => {
      await Promise.all([web.stop(), worker.stop()])
    })
    await waitForHealth(`http://127.0.0.1:${env.PORT}/api/health`, stopping.signal)
    say(announcement(env, (performance.now() - startedAt) / 1000))
  }

  const ready = start()
  let stopped: Promise<void> | undefined

  async function stopAll(): Promise<void> {
    stopping.abort()
    await ready.catch(() => {})
    for (let step = undo.pop(); step; step = undo.pop()) await step()
  }

  return {
    ready,
    stop: () => {
      if (stopped) for (const part of parts) part.kill()
      stopped ??= stopAll()
      return stopped
    },
  }
}
