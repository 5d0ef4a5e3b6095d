// npm start, and npm run dev: the whole site from one command.
import process from 'node:process'
import { readSettings } from './launcher/settings.ts'

const dev = process.argv.includes('--dev')
const env = await readSettings({ dev })
const { startSite } = await import('./launcher/site.ts')

/** npm passes Ctrl-C on although the terminal has told us already: only a later one means "hurry". */
const doubledSignalMs = 1_000
let stopAskedAt: number | undefined

const site = startSite({
  env,
  dev,
  say: (line) => console.log(line),
  onGivenUp: (reason) => void fail(reason),
})

async function stop(status: number): Promise<void> {
  await site.stop()
  process.exit(status)
}

function fail(reason: unknown): Promise<void> {
  console.error(reason instanceof Error ? reason.message : reason)
  return stop(1)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopAskedAt !== undefined && performance.now() - stopAskedAt < doubledSignalMs) return
    stopAskedAt = performance.now()
    void stop(0)
  })
}

site.ready.catch((error: unknown) => {
  if (stopAskedAt === undefined) void fail(error)
})
