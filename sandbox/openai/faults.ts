import {
  type ApiError,
  insufficientQuota,
  moderationBlocked,
  overloaded,
  rateLimited,
  serverError,
} from './api-error.ts'
import { knownError } from './known-errors.ts'

/** Faults that are asked for by `[[name:argument]]` in the prompt or by the header `x-sandbox-fault`. */
const names = [
  'delay',
  '429',
  '500',
  '503',
  'drop',
  'drop-stream',
  'stream-error',
  'blocked',
  'quota',
  'truncated',
  'error',
  'gateway',
] as const
export type FaultName = (typeof names)[number]

export interface Fault {
  name: FaultName
  argument: string | null
  /** Strikes the first `times` calls with the same model and prompt; null strikes always. */
  times: number | null
}

/** Reads every fault of a request; words that are none are left alone, since `[[…]]` may be a prompt too. */
export function readFaults(prompt: string, header: string | undefined): Fault[] {
  const fromPrompt = [...prompt.matchAll(/\[\[([a-z0-9:._-]{1,60})\]\]/gi)].map((match) => match[1] ?? '')
  const fromHeader = (header ?? '').split(',')
  return [...fromPrompt, ...fromHeader].flatMap((text) => parseFault(text.trim().toLowerCase()) ?? [])
}

function parseFault(text: string): Fault | null {
  const [word, ...rest] = text.split(':')
  const name = names.find((known) => known === word)
  if (name === undefined) return null
  let argument: string | null = null
  let times: number | null = null
  for (const part of rest) {
    const repeat = /^x(\d{1,3})$/.exec(part)
    if (part === 'once') times = 1
    else if (repeat) times = Number(repeat[1])
    else argument = part
  }
  return { name, argument, times }
}

/** `5s`, `500ms`, `2m` or plain milliseconds; at most one hour. Null where it is not a length of time. */
export function parseDuration(text: string | null): number | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text ?? '')
  if (!match) return null
  const unitMs = match[2] === 'm' ? 60_000 : match[2] === 's' ? 1000 : 1
  return Math.min(Number(match[1]) * unitMs, 3_600_000)
}

/** The error of a fault that answers at once, before any work. */
export function errorBeforeWork(fault: Fault): ApiError | null {
  if (fault.name === '429') {
    const seconds = Number(fault.argument ?? 1)
    const retryAfterMs = (Number.isFinite(seconds) ? seconds : 1) * 1000
    return rateLimited(
      'rate_limit_exceeded',
      `Rate limit reached. Please try again in ${retryAfterMs / 1000}s.`,
      retryAfterMs,
    )
  }
  if (fault.name === 'quota') return insufficientQuota()
  if (fault.name === 'error') return knownError(fault.argument ?? '')
  if (fault.name === 'blocked' && fault.argument !== 'output') return moderationBlocked('input', ['violence'])
  return null
}

/** The error of a fault that answers when the work is done. */
export function errorAfterWork(fault: Fault): ApiError | null {
  if (fault.name === '500') return serverError()
  if (fault.name === '503') return overloaded()
  if (fault.name === 'blocked' && fault.argument === 'output') return moderationBlocked('output', ['sexual'])
  return null
}

const gatewayStatuses = [502, 503, 504, 524] as const

/** The status of a page such as proxies send when they give up on the server behind them, or null. */
export function gatewayStatus(faults: Fault[]): (typeof gatewayStatuses)[number] | null {
  const fault = faults.find(({ name }) => name === 'gateway')
  if (!fault) return null
  return gatewayStatuses.find((status) => String(status) === fault.argument) ?? 502
}
