import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const root = path.resolve(import.meta.dirname, '../..')

export interface PartProcess {
  readonly name: string
  /** Of the process that runs now, or ran last. */
  pid(): number
  isRunning(): boolean
  signal(name: NodeJS.Signals): void
  /** Starts it again after it has ended; does nothing while it runs. */
  start(): void
  /** Fulfilled when the process that runs now has ended. */
  ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Ends it for good, stopped or not, and waits until it is gone. */
  end(): Promise<void>
}

interface PartOptions {
  name: string
  /** The script and its arguments, from the project's root. */
  args: readonly string[]
  env?: Record<string, string>
  /** What it prints is added here. */
  logFile: string
  /** Told whenever it has ended while nobody had called `end`. */
  onEnd?: (part: PartProcess) => void
}

/** One part of the site as a process of its own, to be stopped, killed and started again by a test. Ends with this process. */
export function startPart({ name, args, env, logFile, onEnd }: PartOptions): PartProcess {
  let child: ChildProcess
  let forGood = false

  const part: PartProcess = {
    name,
    pid: () => child.pid ?? 0,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    signal: (signal) => void child.kill(signal),
    start() {
      if (!forGood && !part.isRunning()) spawnChild()
    },
    async ended() {
      if (part.isRunning()) await once(child, 'exit')
      return { code: child.exitCode, signal: child.signalCode }
    },
    async end() {
      forGood = true
      if (!part.isRunning()) return
      // A stopped process would not hear any other signal.
      child.kill('SIGKILL')
      await part.ended()
    },
  }

  function spawnChild(): void {
    const log = openSync(logFile, 'a', 0o600)
    child = spawn(process.execPath, ['--import', './scripts/launcher/die-with-parent.ts', ...args], {
      cwd: root,
      env: { ...process.env, ...env, LAUNCHER_PID: String(process.pid) },
      stdio: ['ignore', log, log, 'ipc'],
    })
    closeSync(log)
    child.once('exit', () => {
      if (!forGood) onEnd?.(part)
    })
  }

  spawnChild()
  return part
}
