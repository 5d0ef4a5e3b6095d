import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { readStartOptions } from './settings.ts'

it('starts as a process, says where, and ends at once on SIGTERM with work in hand', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
  const file = join(folder, 'settings.json')
  await writeFile(file, JSON.stringify({ port: 0, delayMs: 60_000 }))
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { NODE_ENV: 'test', PATH: process.env.PATH, SANDBOX_SETTINGS_FILE: file },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  try {
    const [line] = await once(createInterface({ input: child.stdout }), 'line')
    const said = JSON.parse(String(line))
    expect(said).toEqual({ sandbox: 'openai', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) })
    const call = fetch(`${said.url}/v1/images/generations`, {
      method: 'POST',
      headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-image-2', prompt: 'a hill', quality: 'low' }),
    }).catch((error: unknown) => error)
    await expect
      .poll(async () => (await fetch(`${said.url}/sandbox/calls`)).json())
      .toMatchObject({ working: 1 })
    child.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
    expect(await call).toBeInstanceOf(Error)
  } finally {
    child.kill('SIGKILL')
    await rm(folder, { recursive: true })
  }
})

it('reads settings from a file and the environment, which wins', () => {
  const env = {
    SANDBOX_PORT: '4712',
    SANDBOX_DELAY_MS: '100-200',
    SANDBOX_RATE_PER_MINUTE: '30',
    SANDBOX_ACCOUNT_EMPTY: 'true',
  }
  expect(readStartOptions({ port: 1, delayMs: 5, retired: 'refuse' }, env)).toEqual({
    port: 4712,
    host: '127.0.0.1',
    settings: { delayMs: [100, 200], retired: 'refuse', ratePerMinute: 30, accountEmpty: true },
  })
  expect(() => readStartOptions(null, { SANDBOX_RETIRED: 'maybe' })).toThrow('retired')
})
