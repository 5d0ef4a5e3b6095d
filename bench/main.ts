// npm run -s bench -- NAME: measures, and prints one JSON object. Needs nothing that runs; ends all that it starts.
import os from 'node:os'
import process from 'node:process'
import { startBenchServer } from './bench-site.ts'

// Imported late: they read the environment, which startBenchServer() completes.
const benches: Record<string, () => Promise<() => Promise<object>>> = {
  generate: async () => (await import('./generate.ts')).generate,
  ledger: async () => (await import('./ledger.ts')).ledger,
  queue: async () => (await import('./queue.ts')).queue,
}

const name = process.argv[2] ?? ''
const load = Object.hasOwn(benches, name) ? benches[name] : undefined
if (!load) {
  console.error(`npm run -s bench -- NAME, where NAME is one of ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}

const startedMs = performance.now()
const server = await startBenchServer()
try {
  const run = await load()
  const figures = await run()
  const machine = {
    cores: os.availableParallelism(),
    cpu: os.cpus()[0]?.model ?? 'unknown',
    node: process.version,
    load: os.loadavg()[0],
  }
  const seconds = Math.round((performance.now() - startedMs) / 1000)
  console.log(
    JSON.stringify({ bench: name, at: new Date().toISOString(), machine, seconds, ...figures }, null, 2),
  )
} finally {
  await server.stop()
}
// Connections that a library keeps for reuse would hold the process for some seconds more.
process.exit(process.exitCode ?? 0)
