import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import readline from 'node:readline'
import { z } from 'zod'

const lineSchema = z.object({ url: z.string() })
const callsSchema = z.looseObject({
  total: z.number(),
  concurrencyMax: z.number(),
  byStatus: z.record(z.string(), z.number()),
  calls: z.array(z.looseObject({ status: z.number().nullable() })),
})

export interface SandboxProcess {
  url: string
  /** Changes its settings while it runs (docs/sandbox.md). */
  set(settings: Record<string, unknown>): Promise<void>
  /** The image requests it has answered since the last `forget`. */
  calls(): Promise<z.infer<typeof callsSchema>['calls']>
  /** All image requests since the last `forget`, counted. */
  counters(): Promise<Pick<z.infer<typeof callsSchema>, 'total' | 'concurrencyMax' | 'byStatus'>>
  forget(): Promise<void>
  stop(): Promise<void>
}

/** The sandbox as a process of its own, without delays, on a free port. */
export async function startSandboxProcess(): Promise<SandboxProcess> {
  const entry = path.join(import.meta.dirname, '../../sandbox/openai/main.ts')
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, PORT: '', SANDBOX_PORT: '0', SANDBOX_DELAY_MS: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(readline.createInterface({ input: child.stdout }), 'line')
  const { url } = lineSchema.parse(JSON.parse(String(line)))

  async function ask(method: string, route: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}/sandbox/${route}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`sandbox ${route}: ${response.status} ${await response.text()}`)
    return response.status === 204 ? null : response.json()
  }

  return {
    url,
    set: async (settings) => void (await ask('POST', 'settings', settings)),
    calls: async () => callsSchema.parse(await ask('GET', 'calls')).calls,
    counters: async () => callsSchema.parse(await ask('GET', 'calls')),
    forget: async () => void (await ask('DELETE', 'calls')),
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
