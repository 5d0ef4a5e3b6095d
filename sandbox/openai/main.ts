import { readFile } from 'node:fs/promises'
import { startSandbox } from './server.ts'
import { readStartOptions } from './settings.ts'

// The entry of the process: settings from SANDBOX_SETTINGS_FILE (JSON) and SANDBOX_*; see docs/sandbox.md.
const file = process.env.SANDBOX_SETTINGS_FILE
const content: unknown = file ? JSON.parse(await readFile(file, 'utf8')) : null
const running = await startSandbox(readStartOptions(content, process.env))
console.log(JSON.stringify({ sandbox: 'openai', url: running.url }))

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    void running.close().then(() => process.exit(0))
  })
