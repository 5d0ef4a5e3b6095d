/** What came in, for tests: `GET /sandbox/calls`. */
export interface Call {
  requestId: string
  at: string
  operation: 'generate' | 'edit' | 'variation' | 'moderation'
  model: string | null
  /** Hash of the prompt as 8 hex digits; the prompt itself is not kept. */
  promptHash: string | null
  n: number | null
  stream: boolean
  inputs: number
  safetyIdentifier: string | null
  /** HTTP status that was sent; null while at work and for a connection that was cut. */
  status: number | null
  code: string | null
  state: 'working' | 'answered' | 'cut'
  /** Image requests at work when this one began, itself included. */
  concurrency: number
  durationMs: number | null
}

const kept = 1000

export interface CallLog {
  total: number
  working: number
  concurrencyMax: number
  byStatus: Record<string, number>
  calls: Call[]
}

export function createCallLog(): CallLog {
  return { total: 0, working: 0, concurrencyMax: 0, byStatus: {}, calls: [] }
}

export function beginCall(log: CallLog, operation: Call['operation'], requestId: string): Call {
  const call: Call = {
    requestId,
    at: new Date().toISOString(),
    operation,
    model: null,
    promptHash: null,
    n: null,
    stream: false,
    inputs: 0,
    safetyIdentifier: null,
    status: null,
    code: null,
    state: 'working',
    concurrency: 0,
    durationMs: null,
  }
  log.total += 1
  log.calls.push(call)
  if (log.calls.length > kept) log.calls.shift()
  return call
}

/** Counts the call's end once; later calls of this function change nothing. */
export function endCall(log: CallLog, call: Call, status: number | null, code: string | null = null): void {
  if (call.state !== 'working') return
  call.status = status
  call.code = code
  call.state = status === null ? 'cut' : 'answered'
  call.durationMs = Date.now() - Date.parse(call.at)
  const key = status === null ? 'cut' : String(status)
  log.byStatus[key] = (log.byStatus[key] ?? 0) + 1
}

/** Forgets the past. Calls still at work stay counted as working, or `working` would go below zero. */
export function resetCallLog(log: CallLog): void {
  log.total = 0
  log.concurrencyMax = log.working
  log.byStatus = {}
  log.calls = []
}
