import compile from 'icu-minify/compile'
import type { CompiledMessage } from 'icu-minify/format'
import en from '#messages/en.json' with { type: 'json' }
import zh from '#messages/zh.json' with { type: 'json' }
import type { Locale } from './locales.ts'
import { type CompiledMessages, type Translate, translateWith } from './translate.ts'

/** English is the shape; a test holds the Chinese file to the same keys and parameters. */
export type Messages = typeof en
export type Namespace = keyof Messages & string

type Tree = { [key: string]: string | Tree }

const sources: Record<Locale, Messages> = { zh, en }
const compiled = new Map<string, CompiledMessages>()

function compileTree(tree: Tree): CompiledMessages {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'string' ? plain(compile(value)) : compileTree(value),
    ]),
  )
}

/** The compiler makes objects without a prototype, which React refuses to hand to the browser. */
function plain(message: CompiledMessage): CompiledMessage {
  return JSON.parse(JSON.stringify(message))
}

/** Compiled messages of some namespaces, for `I18nProvider`. The parser stays on the server. */
export function pickMessages(locale: Locale, namespaces: readonly Namespace[]): CompiledMessages {
  return Object.fromEntries(
    namespaces.map((namespace) => {
      const key = `${locale} ${namespace}`
      const known = compiled.get(key) ?? compileTree(sources[locale][namespace])
      compiled.set(key, known)
      return [namespace, known]
    }),
  )
}

/** For server components: `const t = translator(locale, 'landing')`. */
export function translator<N extends Namespace>(locale: Locale, namespace: N): Translate<N> {
  return translateWith(pickMessages(locale, [namespace]), locale, namespace)
}
