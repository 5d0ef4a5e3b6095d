// npm run -s bench -- NAME: measures, and prints one JSON object. Needs nothing that runs; ends all that it starts.
import os from 'node:os'
import process from 'node:process'
import { startBenchServer } from './bench-site.ts'
import { type ChaosOptions, longForm, shortForm } from './chaos-forms.ts'

// Imported late: they read the environment, which startBenchServer() completes.
const benches: Record<string, () => Promise<object>> = {
  generate: () => onServer(async () => (await import('./generate.ts')).generate()),
  ledger: () => onServer(async () => (await import('./ledger.ts')).ledger()),
  library: () => onServer(async () => (await import('./library.ts')).library()),
  queue: () => onServer(async () => (await import('./queue.ts')).queue()),
  pages: async () => (await import('./pages.ts')).pagesBench(),
  upload: async () => (await import('./upload.ts')).uploadBench(),
  mask: async () => (await import('./mask.ts')).maskBench(),
  // Have sites of their own. An argument is the seed.
  chaos: () => runChaos(longForm),
  'chaos-short': () => runChaos(shortForm),
}

async function onServer(run: () => Promise<object>): Promise<object> {
  const server = await startBenchServer()
  return run().finally(() => server.stop())
}

async function runChaos(form: ChaosOptions): Promise<object> {
  const { chaos } = await import('./chaos.ts')
  const seed = process.argv[3] === undefined ? undefined : Number(process.argv[3])
  const figures = await chaos(form, seed)
  if (figures.problems.length > 0) process.exitCode = 1
  return figures
}

const name = process.argv[2] ?? ''
const run = Object.hasOwn(benches, name) ? benches[name] : undefined
if (!run) {
  console.error(`npm run -s bench -- NAME, where NAME is one of ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}

const startedMs = performance.now()
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
// Connections that a library keeps for reuse would hold the process for some seconds more.
process.exit(process.exitCode ?? 0)
