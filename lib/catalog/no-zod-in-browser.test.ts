import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

/** Everything a module loads, by following its imports of values. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  if (!file.startsWith('/')) return seen
  const source = readFileSync(file, 'utf8')
  for (const [, from] of source.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)) {
    if (from) loadedBy(from.startsWith('.') ? path.resolve(path.dirname(file), from) : from, seen)
  }
  return seen
}

it.each(['models', 'choices', 'params', 'quote', 'tokens', 'lifecycle', 'switch-model'])(
  '%s.ts loads nothing but the catalogue: it goes to the browser',
  (name) => {
    const packages = [...loadedBy(path.join(import.meta.dirname, `${name}.ts`))]
    expect(packages.filter((file) => !file.startsWith('/'))).toEqual([])
  },
)

it('would see zod', () => {
  expect([...loadedBy(path.join(import.meta.dirname, 'request.ts'))]).toContain('zod')
})
