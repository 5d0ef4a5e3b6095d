import { AsyncLocalStorage } from 'node:async_hooks'
import pino from 'pino'
import { env } from '#lib/env.ts'
import { serializeError } from './log/serialize-error.ts'

type Fields = Record<string, string | number | undefined>

/** Next loads a module once for each of its bundles; they share what a request is about. */
const holder = globalThis as { huafangLogFields?: AsyncLocalStorage<Fields> }
holder.huafangLogFields ??= new AsyncLocalStorage()
const fieldsOfNow = holder.huafangLogFields
const fieldsOfProcess: Fields = {}

/** Gives every line that is logged within `run`, however deep, these fields: the request, the image, the attempt. */
export function logWith<T>(fields: Fields, run: () => T): T {
  return fieldsOfNow.run({ ...fieldsOfNow.getStore(), ...fields }, run)
}

/** Begins something that outlives the request it happens to begin in, whose fields its lines must not bear. */
export function logApart<T>(run: () => T): T {
  return fieldsOfNow.exit(run)
}

/** Gives every line of this process these fields. */
export function logAlways(fields: Fields): void {
  Object.assign(fieldsOfProcess, fields)
}

/**
 * Structured logs on standard output. Prompts, mail addresses and keys never go in at `info`; errors are cut down to what
 * cannot hold any, but at `debug` they are logged whole.
 */
export const log = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  mixin: () => ({ ...fieldsOfProcess, ...fieldsOfNow.getStore() }),
  serializers: { err: env.LOG_LEVEL === 'debug' ? pino.stdSerializers.err : serializeError },
})
