export interface LoggedError {
  type: string
  message?: string
  code?: string
  kind?: string
  status?: number
  requestId?: string
  stack?: string
  cause?: LoggedError
}

const CAUSES_MAX = 5
const MESSAGE_MAX = 500
/** Mail addresses, and the passwords of database addresses. */
const address = /[^\s<>"'`(),;]+@[^\s<>"'`(),;]+/g

function field(error: object, ...names: string[]): unknown {
  for (const name of names) {
    const value: unknown = Reflect.get(error, name)
    if (value !== undefined && value !== null) return value
  }
  return undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 100 ? value : undefined
}

/** What a provider answered may quote the request: its text is for whoever knows the prompt (`withoutQuotes`). */
function isProviderAnswer(error: Error): boolean {
  return error.name === 'CallFailure' || ('requestID' in error && 'headers' in error)
}

/** PostgreSQL's errors of class 22 quote the value that they could not read. */
function isAboutValue(error: Error): boolean {
  const code = field(error, 'code')
  return /^22...$/.test(String(code)) || /`22...`|invalid input (syntax|value)|malformed/.test(error.message)
}

function messageOf(error: Error): string | undefined {
  if (isProviderAnswer(error)) return undefined
  const lines = error.message
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  let message = error.message
  // Prisma shows the call with all its values, between which call it was and what was wrong with it.
  if (error.name === 'PrismaClientValidationError') message = lines[0] ?? ''
  else if (error.name.startsWith('PrismaClient') && lines.length > 1) message = `${lines[0]} ${lines.at(-1)}`
  // What is not JSON is quoted.
  else if (error.name === 'SyntaxError') return undefined
  if (isAboutValue(error)) message = message.replace(/".*"/s, '"…"')
  return message.slice(0, MESSAGE_MAX).replace(address, '[address]')
}

/** The lines that name a place; the message stands before them, and could itself hold such a line. */
function stackOf(error: Error): string | undefined {
  if (!error.stack) return undefined
  const end = error.message === '' ? -1 : error.stack.indexOf(error.message)
  const places = end < 0 ? error.stack : error.stack.slice(end + error.message.length)
  return places
    .split('\n')
    .filter((line) => /^\s+at \S.*(:\d+:\d+|<anonymous>|native)\)?$/.test(line))
    .join('\n')
}

/**
 * What of an error may be logged at `info`: what it is and where it came from. Errors of the SDK, of Prisma and of the
 * database carry what they were called with, so nothing is taken over but these fields.
 */
export function serializeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: error === null ? 'null' : typeof error }
  const status = field(error, 'status')
  const code = field(error, 'code')
  const cause: unknown = error.cause
  return {
    type: error.constructor.name,
    message: messageOf(error),
    code: text(typeof code === 'number' ? String(code) : code),
    kind: text(field(error, 'kind')),
    status: typeof status === 'number' ? status : undefined,
    requestId: text(field(error, 'requestId', 'requestID')),
    stack: stackOf(error),
    cause: cause instanceof Error && depth < CAUSES_MAX ? serializeError(cause, depth + 1) : undefined,
  }
}
