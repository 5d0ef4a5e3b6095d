import format, { type CompiledMessage } from 'icu-minify/format'
import type { Locale } from './locales.ts'
import type { Messages, Namespace } from './messages.ts'

/** Messages after `compile`: nested as in messages/*.json. Plain data, so a page can hand it to the browser. */
export interface CompiledMessages {
  [key: string]: CompiledMessage | CompiledMessages
}

type Leaves<Node> = {
  [Key in keyof Node & string]: Node[Key] extends string ? Key : `${Key}.${Leaves<Node[Key]>}`
}[keyof Node & string]

/** The keys of one namespace, dotted where it is nested: `state.calling`. */
export type MessageKey<N extends Namespace> = Leaves<Messages[N]>
export type MessageValues = Record<string, string | number>

export interface Translate<N extends Namespace> {
  (key: MessageKey<N>, values?: MessageValues): string
  /** For codes that come from outside: null where there is no such sentence. */
  maybe(key: string, values?: MessageValues): string | null
}

const numberFormats = new Map<string, Intl.NumberFormat>()
const pluralRules = new Map<string, Intl.PluralRules>()
const formatters = {
  getNumberFormat(locale?: Intl.LocalesArgument, options?: Intl.NumberFormatOptions) {
    const key = `${locale} ${JSON.stringify(options ?? {})}`
    const known = numberFormats.get(key) ?? new Intl.NumberFormat(locale, options)
    numberFormats.set(key, known)
    return known
  },
  getDateTimeFormat(locale?: Intl.LocalesArgument, options?: Intl.DateTimeFormatOptions) {
    return new Intl.DateTimeFormat(locale, options)
  },
  getPluralRules(locale?: Intl.LocalesArgument, options?: Intl.PluralRulesOptions) {
    const key = `${locale} ${options?.type}`
    const known = pluralRules.get(key) ?? new Intl.PluralRules(locale, options)
    pluralRules.set(key, known)
    return known
  },
}

function lookUp(messages: CompiledMessages, path: string): CompiledMessage | null {
  let node: CompiledMessages | CompiledMessage | undefined = messages
  for (const step of path.split('.')) {
    if (node === undefined || typeof node === 'string' || Array.isArray(node)) return null
    node = Object.hasOwn(node, step) ? node[step] : undefined
  }
  return typeof node === 'string' || Array.isArray(node) ? node : null
}

/**
 * The translator of one namespace, the same on the server and in the browser: only the tiny formatter of icu-minify is
 * needed here, because messages come compiled. Numbers in values are written with the language's separators.
 */
export function translateWith<N extends Namespace>(
  messages: CompiledMessages,
  locale: Locale,
  namespace: N,
): Translate<N> {
  function maybe(key: string, values?: MessageValues): string | null {
    const message = lookUp(messages, `${namespace}.${key}`)
    if (message === null || !hasValues(message, values)) return null
    try {
      return String(format(message, locale, writeNumbers(message, locale, values), { formatters }))
    } catch {
      // A value that the message needs is missing: the sentence is worth less than the page.
      return null
    }
  }
  return Object.assign(
    (key: MessageKey<N>, values?: MessageValues) => maybe(key, values) ?? `${namespace}.${key}`,
    { maybe },
  )
}

/** A sentence with "undefined" in it is worse than none: the caller has another one to fall back on. */
function hasValues(message: CompiledMessage, values: MessageValues = {}): boolean {
  if (typeof message === 'string') return true
  return message.every((node) => !Array.isArray(node) || Object.hasOwn(values, String(node[0])))
}

/** `{count}` alone is printed as it is given; readers want 12,500. Plural and select arguments must stay numbers. */
function writeNumbers(message: CompiledMessage, locale: Locale, values: MessageValues = {}): MessageValues {
  if (typeof message === 'string') return values
  const branching = new Set(
    message.map((node) => (Array.isArray(node) && node.length > 1 ? String(node[0]) : null)),
  )
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' && !branching.has(name)
        ? formatters.getNumberFormat(locale).format(value)
        : value,
    ]),
  )
}
