import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { compileAhead } from './compile-ahead.ts'
import { compressStatic } from './compress-static.ts'

const root = path.resolve(import.meta.dirname, '../..')
const stampFile = path.join(root, '.next/sources.sha256')
const sources = ['app', 'components', 'lib', 'messages', 'public', 'prisma/schema.prisma', 'next.config.js']
const alsoSources = [
  'postcss.config.mjs',
  'proxy.ts',
  'package-lock.json',
  'tsconfig.json',
  'scripts/launcher/compile-ahead.ts',
  'scripts/launcher/compress-static.ts',
]

function filesBelow(entry: string): string[] {
  const full = path.join(root, entry)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [entry]
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !/\.test\.tsx?$/.test(file.name))
    .map((file) => path.relative(root, path.join(file.parentPath, file.name)))
    .sort()
}

/** What a build is made from, by content: a checkout or a copy changes the times of files that are the same. */
function hashSources(): string {
  const hash = createHash('sha256')
  for (const file of [...sources, ...alsoSources].flatMap(filesBelow)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** Whether `.next` holds a build of the sources as they are now. */
export function isBuilt(): boolean {
  if (!existsSync(path.join(root, '.next/BUILD_ID')) || !existsSync(stampFile)) return false
  return readFileSync(stampFile, 'utf8') === hashSources()
}

function run(args: readonly string[], signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1' },
      stdio: 'inherit',
      signal,
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`The build failed: ${args.join(' ')} ended with ${code}`))
    })
  })
}

/** Builds the site, and notes what from. */
export async function build(signal?: AbortSignal): Promise<void> {
  const stamp = hashSources()
  await run(['node_modules/prisma/build/index.js', 'generate'], signal)
  await run(['node_modules/next/dist/bin/next', 'build'], signal)
  await compileAhead(path.join(root, '.next'))
  await compressStatic(path.join(root, '.next/static'))
  writeFileSync(stampFile, stamp)
}
