import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { isRunning } from '../embedded-postgres/process-identity.ts'

const deathsMax = 5
const deathsWithinMs = 60_000
const backOffFirstMs = 200
const backOffMaxMs = 10_000
const root = path.resolve(import.meta.dirname, '../..')

export interface Part {
  name: string
  /** The script and its arguments, from the project's root. */
  args: readonly string[]
  env?: Record<string, string | undefined>
  /** How long it gets to end when it is asked to, and when the launcher has gone without asking. */
  graceMs: number
  say: (line: string) => void
  /** Told when it died too often to be started again. */
  onGivenUp: (reason: string) => void
}

export interface RunningPart {
  name: string
  pid: () => number | undefined
  /** Asks it to end, and ends it after its grace. */
  stop: () => Promise<void>
  kill: () => void
}

function spawnPart(part: Part): ChildProcess {
  const parentWatch = path.join(root, 'scripts/launcher/die-with-parent.ts')
  return spawn(process.execPath, ['--import', parentWatch, ...part.args], {
    cwd: root,
    env: {
      ...process.env,
      ...part.env,
      LAUNCHER_PID: String(process.pid),
      LAUNCHER_GRACE_MS: String(part.graceMs),
    },
    // Detached: Ctrl-C reaches the launcher alone, which stops the parts in their order.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

function signal(child: ChildProcess, name: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid !== undefined && isRunning(child.pid)) child.kill(name)
}

/** Keeps one process of the site running: started again when it dies, later each time, and not for ever. */
export function supervise(part: Part): RunningPart {
  let child: ChildProcess
  let stopping = false
  let restart: NodeJS.Timeout | undefined
  let ended: Promise<void>
  let deaths: number[] = []

  function start(): void {
    child = spawnPart(part)
    const current = child
    ended = new Promise((resolve) => {
      current.once('exit', (code, signalName) => {
        resolve()
        if (!stopping) died(signalName ?? `code ${code}`)
      })
      current.once('error', (error) => {
        if (current.pid !== undefined) return
        resolve()
        if (!stopping) died(error.message)
      })
    })
  }

  function died(reason: string): void {
    const now = Date.now()
    deaths = [...deaths.filter((time) => now - time < deathsWithinMs), now]
    if (deaths.length >= deathsMax) {
      part.onGivenUp(
        `${part.name} ended ${deaths.length} times within a minute, the last time with ${reason}`,
      )
      return
    }
    const delayMs = Math.min(backOffFirstMs * 4 ** (deaths.length - 1), backOffMaxMs)
    part.say(`${part.name} ended (${reason}) and is started again`)
    restart = setTimeout(start, delayMs)
  }

  start()
  return {
    name: part.name,
    pid: () => child.pid,
    kill: () => signal(child, 'SIGKILL'),
    stop: async () => {
      stopping = true
      clearTimeout(restart)
      signal(child, 'SIGTERM')
      const impatience = setTimeout(() => signal(child, 'SIGKILL'), part.graceMs)
      await ended
      clearTimeout(impatience)
    },
  }
}
