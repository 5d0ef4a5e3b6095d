import type { HttpBindings } from '@hono/node-server'
import type { Call, CallLog } from './call-log.ts'
import { createCallLog } from './call-log.ts'
import { DeliveredFiles } from './delivered-files.ts'
import { RateLimit } from './limits.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** Everything one running sandbox knows. Lives in memory and dies with the process. */
export interface Sandbox {
  settings: Settings
  log: CallLog
  rateLimit: RateLimit
  files: DeliveredFiles
  /** How often a `:once` or `:xN` fault has struck, by fault, model and prompt. */
  struck: Map<string, number>
  /** How often each model and prompt has been painted, for `variety`. */
  painted: Map<string, number>
  /** Aborted when the server closes: no delay outlives it. */
  closing: AbortController
}

export interface AppEnv {
  Bindings: HttpBindings
  Variables: { requestId: string; apiKey: string; call: Call | undefined; cut: boolean }
}

/** The first of `n` pictures to paint: each call for the same model and prompt gets others, in a fixed order. */
export function nextVariant(sandbox: Sandbox, model: string, prompt: string, n: number): number {
  if (!sandbox.settings.variety) return 0
  const key = `${model} ${prompt}`
  const first = sandbox.painted.get(key) ?? 0
  // The oldest entry goes first, so that a long life does not fill the memory.
  sandbox.painted.delete(key)
  sandbox.painted.set(key, first + n)
  const oldest = sandbox.painted.keys().next().value
  if (sandbox.painted.size > PROMPTS_KEPT && oldest !== undefined) sandbox.painted.delete(oldest)
  return first
}

const PROMPTS_KEPT = 10_000

export function createSandbox(settings: Partial<Settings>): Sandbox {
  return {
    settings: { ...defaultSettings, ...settings },
    log: createCallLog(),
    rateLimit: new RateLimit(),
    files: new DeliveredFiles(),
    struck: new Map(),
    painted: new Map(),
    closing: new AbortController(),
  }
}
