import path from 'node:path'

export interface Import {
  line: number
  /** The imported file from the project's root, or null for a package. */
  target: string | null
  typesOnly: boolean
}

const statement = /\b(?:import|export)\b([^'"`;()]*?)\bfrom\s*['"]([^'"]+)['"]/g
const sideEffect = /^\s*import\s*['"]([^'"]+)['"]/gm
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g

function resolve(file: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier)
  return null
}

/** `type { A }`, and also `{ type A, type B }`, which leaves nothing behind when the types are stripped. */
function isTypesOnly(clause: string): boolean {
  const own = clause.slice(clause.search(/(?!.*\b(?:import|export)\b)/s)).trim()
  if (/^type\b/.test(own)) return true
  const names = /^\{([^}]*)\}$/
    .exec(own)?.[1]
    ?.split(',')
    .map((name) => name.trim())
  return names?.filter((name) => name !== '').every((name) => name.startsWith('type ')) ?? false
}

/** All imports of a file, by its text. */
export function readImports(file: string, text: string): Import[] {
  const found = (index: number, specifier: string, typesOnly: boolean): Import => ({
    line: text.slice(0, index).split('\n').length,
    target: resolve(file, specifier),
    typesOnly,
  })
  return [
    ...text.matchAll(statement).map((match) => {
      const [whole, clause = '', specifier = ''] = match
      return found(match.index + whole.length, specifier, isTypesOnly(clause))
    }),
    ...text.matchAll(sideEffect).map((match) => found(match.index + match[0].length, match[1] ?? '', false)),
    ...text.matchAll(dynamic).map((match) => found(match.index + match[0].length, match[1] ?? '', false)),
  ]
}
