import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
let child: ChildProcess
let printed: string

/** A process that is watched, ticks aloud, and blocks its event loop for as long as it is told on standard input. */
function start(stalledAfterMs: number): void {
  const script = `
    import { watchEventLoop } from './worker/watch-event-loop.ts'
    watchEventLoop({ stalledAfterMs: ${stalledAfterMs} })
    setInterval(() => console.log('tick'), 50)
    process.stdin.on('data', (data) => {
      const until = performance.now() + Number(data)
      while (performance.now() < until);
      console.log('back')
    })`
  child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', LOG_LEVEL: 'info' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  printed = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
}

const ticks = () => printed.split('tick').length - 1
const patient = { timeout: 20_000 }

afterEach(() => {
  child.kill('SIGKILL')
})

it('ends a process whose event loop stands still, and says why', async () => {
  start(1_500)
  await expect.poll(ticks, patient).toBeGreaterThan(2)
  const ended = once(child, 'exit')
  child.stdin?.write('600000')
  expect(await ended).toEqual([null, 'SIGKILL'])
  await expect.poll(() => printed, patient).toContain('"level":"fatal"')
  expect(printed).toContain('the event loop stood still for 1500 ms')
})

it('leaves one alone that is busy for less', async () => {
  start(3_000)
  await expect.poll(ticks, patient).toBeGreaterThan(2)
  child.stdin?.write('1200')
  await expect.poll(() => printed, patient).toContain('back')
  const before = ticks()
  await expect.poll(ticks, patient).toBeGreaterThan(before + 60)
  expect(child.exitCode).toBeNull()
})

it('leaves one alone that was stopped for longer, like a machine that slept', async () => {
  start(1_500)
  await expect.poll(ticks, patient).toBeGreaterThan(2)
  child.kill('SIGSTOP')
  // The time itself is what is tested.
  await delay(4_000)
  const before = ticks()
  child.kill('SIGCONT')
  await expect.poll(ticks, patient).toBeGreaterThan(before + 40)
  expect(child.exitCode).toBeNull()
  expect(child.signalCode).toBeNull()
})
