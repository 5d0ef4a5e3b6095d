import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { supervise } from './supervise.ts'

const patient = { timeout: 20_000 }
let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-supervise-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string) => path.join(folder, name)

/** A part that says when it runs, and needs a while to end when it is asked to. */
function partThatNeeds(ms: number): string[] {
  const script = `
    import { writeFileSync } from 'node:fs'
    setInterval(() => {}, 1000)
    process.on('SIGTERM', () => setTimeout(() => {
      writeFileSync(${JSON.stringify(file('done'))}, '')
      process.exit(0)
    }, ${ms}))
    writeFileSync(${JSON.stringify(file('runs'))}, process.env.LAUNCHER_GRACE_MS)`
  return ['--input-type=module', '--eval', script]
}

function start(graceMs: number, needsMs: number) {
  const say = () => {}
  return supervise({ name: 'A part', args: partThatNeeds(needsMs), graceMs, say, onGivenUp: say })
}

it('waits for a part as long as its grace, and tells the part how long that is', async () => {
  const part = start(30_000, 1_500)
  await expect.poll(() => existsSync(file('runs')), patient).toBe(true)
  expect(readFileSync(file('runs'), 'utf8')).toBe('30000')
  await part.stop()
  expect(existsSync(file('done'))).toBe(true)
})

it('ends one that takes longer', async () => {
  const part = start(500, 600_000)
  await expect.poll(() => existsSync(file('runs')), patient).toBe(true)
  await part.stop()
  expect(existsSync(file('done'))).toBe(false)
})

it('a part whose launcher has gone ends itself after the same grace', async () => {
  const watch = path.resolve(import.meta.dirname, 'die-with-parent.ts')
  const child: ChildProcess = spawn(process.execPath, ['--import', watch, ...partThatNeeds(600_000)], {
    env: { ...process.env, LAUNCHER_PID: String(process.pid), LAUNCHER_GRACE_MS: '500' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await expect.poll(() => existsSync(file('runs')), patient).toBe(true)
  const ended = once(child, 'exit')
  child.disconnect()
  expect(await ended).toEqual([null, 'SIGKILL'])
}, 15_000)
