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
  /** Aborted when the server closes: no delay outlives it. */
  closing: AbortController
}

export interface AppEnv {
  Bindings: HttpBindings
  Variables: { requestId: string; apiKey: string; call: Call | undefined; cut: boolean }
}

export function createSandbox(settings: Partial<Settings>): Sandbox {
  return {
    settings: { ...defaultSettings, ...settings },
    log: createCallLog(),
    rateLimit: new RateLimit(),
    files: new DeliveredFiles(),
    struck: new Map(),
    closing: new AbortController(),
  }
}
