import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { isRunning } from './process-identity.ts'

async function waitForEnd(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs
  while (isRunning(pid)) {
    if (Date.now() > deadline) return false
    await delay(20)
  }
  return true
}

/** Fast shutdown first (SIGINT), then the immediate one (SIGQUIT), which the write-ahead log makes good at the next start. */
export async function endServer(pid: number, timeoutMs = 20_000): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    if (await waitForEnd(pid, timeoutMs)) return
  }
}

function isServerOf(pid: number, dataFolder: string): boolean {
  if (!isRunning(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dataFolder)
  } catch {
    return false
  }
}

/**
 * Clears away what an earlier owner left: ends its server if that still runs, and removes a postmaster.pid whose process
 * is gone, is a zombie, or has become another program (PostgreSQL itself would refuse to start in the last two cases).
 * Call it only under the data folder's lock.
 */
export async function clearLeftover(dataFolder: string): Promise<void> {
  const pidFile = path.join(dataFolder, 'postmaster.pid')
  let pid: number
  try {
    pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10)
  } catch {
    return
  }
  if (isServerOf(pid, dataFolder)) await endServer(pid)
  rmSync(pidFile, { force: true })
}
