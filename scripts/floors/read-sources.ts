import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const pattern = '{app,components,worker,scripts,bench,lib,sandbox,messages,e2e}/**/*.{ts,tsx,mjs}'

/** All sources of the project: text by path from its root. */
export function readSources(): Map<string, string> {
  const files = globSync([pattern, '*.{ts,js,mjs}'], { cwd: root }).sort()
  return new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]))
}
