import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ownIdentity } from '../embedded-postgres/process-identity.ts'
import { DataFolderInUse, lockHolder, takeDataFolder } from './data-lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function leaveLock(holder: object): void {
  writeFileSync(path.join(folder, 'lock'), JSON.stringify({ purpose: 'site', ...holder }))
}

it('refuses while a site holds the folder, and says which process', async () => {
  const giveBack = await takeDataFolder(folder, 'site')
  await expect(takeDataFolder(folder, 'site')).rejects.toThrow(`in use by process ${process.pid}`)
  await expect(takeDataFolder(folder, 'command')).rejects.toThrow(DataFolderInUse)
  giveBack()
  expect(lockHolder(folder)).toBeNull()
  expect(readdirSync(folder)).toEqual([])
})

it('waits for a command to end', async () => {
  const giveBack = await takeDataFolder(folder, 'command')
  const next = takeDataFolder(folder, 'site')
  giveBack()
  await next
  expect(lockHolder(folder)).toMatchObject({ pid: process.pid, purpose: 'site' })
})

it('does not wait for a command for ever', async () => {
  await takeDataFolder(folder, 'command')
  await expect(takeDataFolder(folder, 'site', 0)).rejects.toThrow(DataFolderInUse)
})

it('takes over from a process that ended', async () => {
  const child = spawn(process.execPath, ['--version'])
  await new Promise((resolve) => child.once('close', resolve))
  leaveLock({ pid: child.pid, startedAt: ownIdentity().startedAt })
  await takeDataFolder(folder, 'site')
  expect(lockHolder(folder)?.pid).toBe(process.pid)
})

it('takes over from a dead process whose number another one has now', async () => {
  leaveLock({ pid: process.pid, startedAt: 'an earlier boot' })
  expect(lockHolder(folder)).toBeNull()
  await takeDataFolder(folder, 'site')
  expect(lockHolder(folder)).toMatchObject(ownIdentity())
})

it('takes over a file that makes no sense', async () => {
  writeFileSync(path.join(folder, 'lock'), '{"pid":')
  await takeDataFolder(folder, 'site')
})

it('gives a dead process’s folder to one of many', async () => {
  leaveLock({ pid: process.pid, startedAt: 'an earlier boot' })
  const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => takeDataFolder(folder, 'site')))
  expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1)
})
