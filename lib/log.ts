import pino from 'pino'
import { env } from '#lib/env.ts'

/** Structured logs on standard output. Prompts, mail addresses and keys never go in at `info`. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  serializers: { err: pino.stdSerializers.err },
})
