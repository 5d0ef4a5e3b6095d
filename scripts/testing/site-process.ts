import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { isRunning } from '../embedded-postgres/process-identity.ts'

const root = path.resolve(import.meta.dirname, '../..')

export interface SiteProcess {
  pid: number
  /** What it has printed so far, on both channels. */
  output: () => string
  /** Fulfilled when it says that all runs, rejected with its words when it ends first. */
  ready: Promise<void>
  ended: Promise<{ code: number | null }>
  signal: (name: NodeJS.Signals) => void
}

/** Runs one of the project's scripts with nothing set but what is given. */
export function runScript(script: string, args: string[], env: Record<string, string>): SiteProcess {
  const child: ChildProcess = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let announce = () => {}
  const announced = new Promise<void>((resolve) => {
    announce = resolve
  })
  for (const channel of [child.stdout, child.stderr]) {
    channel?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.includes('画坊 Huafang  http')) announce()
    })
  }
  const ended = new Promise<{ code: number | null }>((resolve) => {
    child.once('close', (code) => resolve({ code }))
  })
  const endedFirst = ended.then(({ code }) => Promise.reject(new Error(`ended with ${code}:\n${output}`)))
  const ready = Promise.race([announced, endedFirst])
  // Not every test waits for it.
  ready.catch(() => {})
  endedFirst.catch(() => {})

  return {
    pid: child.pid ?? 0,
    output: () => output,
    ready,
    ended,
    signal: (name) => child.kill(name),
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Numbers of all living processes that were started on a data folder, by what is in their environment and arguments. */
export function processesOn(dataFolder: string, namePart = ''): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const command = read(`/proc/${pid}/cmdline`)
      const belongs = `${command}\0${read(`/proc/${pid}/environ`)}`.includes(dataFolder)
      return belongs && command.includes(namePart) && isRunning(Number(pid))
    })
    .map(Number)
}
