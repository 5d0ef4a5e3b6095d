import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import process from 'node:process'

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  pid: number
  /** When it started, in whatever form the system tells it; empty where it cannot be told. */
  startedAt: string
}

interface ProcessState {
  zombie: boolean
  startedAt: string
}

/** Fields after the command's name, which may itself hold spaces and brackets: proc_pid_stat(5). */
function readProcStat(pid: number): ProcessState | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return { zombie: fields[0] === 'Z' || fields[0] === 'X', startedAt: `${bootId}/${fields[19]}` }
  } catch {
    return null
  }
}

function readPs(pid: number): ProcessState | null {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    const [state = '', ...started] = line.split(/\s+/)
    return line === '' ? null : { zombie: state.startsWith('Z'), startedAt: started.join(' ') }
  } catch {
    return null
  }
}

function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function readState(pid: number): ProcessState | null {
  if (process.platform === 'linux') return readProcStat(pid)
  if (process.platform === 'win32') return signalReaches(pid) ? { zombie: false, startedAt: '' } : null
  return readPs(pid)
}

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, startedAt: readState(process.pid)?.startedAt ?? '' }
}

/** Whether a process with this number runs. A zombie does not: nobody may ever reap it where process 1 is not an init. */
export function isRunning(pid: number): boolean {
  const state = readState(pid)
  return state !== null && !state.zombie
}

/** Whether the very process lives that wrote the identity down, and not another that was given its number later. */
export function isAlive(identity: ProcessIdentity): boolean {
  const state = readState(identity.pid)
  return state !== null && !state.zombie && state.startedAt === identity.startedAt
}
