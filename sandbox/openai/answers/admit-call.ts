import type { Context } from 'hono'
import { insufficientQuota, rateLimited } from '../api-error.ts'
import type { PictureRequest } from '../checks/picture-request.ts'
import { errorBeforeWork, type Fault, readFaults } from '../faults.ts'
import type { AppEnv, Sandbox } from '../sandbox.ts'

/**
 * Lets a checked request in, or throws the error that keeps it out: empty account, asked-for faults, rate,
 * concurrency. Who is let in counts as working until `leave` is called (once).
 */
export function admitCall(
  c: Context<AppEnv>,
  sandbox: Sandbox,
  request: PictureRequest,
): { faults: Fault[]; leave: () => void } {
  const { settings, log, rateLimit } = sandbox
  const faults = readFaults(request.prompt, c.req.header('x-sandbox-fault')).filter((fault) =>
    strikes(sandbox, fault, request),
  )
  if (settings.accountEmpty) throw insufficientQuota()
  for (const fault of faults) {
    const error = errorBeforeWork(fault)
    if (error !== null) throw error
  }
  if (settings.concurrency !== null && log.working >= settings.concurrency)
    throw rateLimited(
      'slow_down',
      `Too many requests at once. Limit: ${settings.concurrency}. Please slow down.`,
      1000,
    )
  if (settings.ratePerMinute !== null) {
    const headers = rateLimit.take(
      c.get('apiKey'),
      request.model.id,
      request.n,
      settings.ratePerMinute,
      performance.now(),
    )
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
  }
  log.working += 1
  log.concurrencyMax = Math.max(log.concurrencyMax, log.working)
  const call = c.get('call')
  if (call) call.concurrency = log.working
  let left = false
  function leave(): void {
    if (!left) log.working -= 1
    left = true
  }
  return { faults, leave }
}

/** Counts down faults with `:once` or `:xN`, for each model and exact prompt. */
function strikes(sandbox: Sandbox, fault: Fault, request: PictureRequest): boolean {
  if (fault.times === null) return true
  const key = `${fault.name}:${fault.argument ?? ''} ${request.modelId} ${request.prompt}`
  const struck = sandbox.struck.get(key) ?? 0
  if (struck >= fault.times) return false
  sandbox.struck.set(key, struck + 1)
  return true
}
