// npm run lock, after every `npm install`.
//
// Packages with binaries list one optional dependency for each system. Where the registry lacks one of them at that
// version, npm leaves it out of package-lock.json, and then `npm ci` refuses the file: "Missing: … from lock file". This
// writes the missing entries, which are only ever looked at on the system they are for. It also takes out the addresses
// of downloads, so that the file works with any registry.
import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'

const systems = { darwin: 'darwin', win32: 'win32', windows: 'win32', win: 'win32', linux: 'linux' }
const otherSystems = { android: 'android', freebsd: 'freebsd', openharmony: 'openharmony' }
const processors = [
  'x64',
  'arm64',
  'arm',
  'ia32',
  'ppc64',
  's390x',
  'riscv64',
  'loong64',
  'wasm32',
  'mips64el',
]

const file = process.argv[2] ?? 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8'))
const before = JSON.stringify(lock)

/** Whether Node would find `name` from the package at `from`: in its own node_modules, or in one further up. */
function isLocked(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
    if (!at) return false
  }
}

/** The entry of a package for one system, told from its name (`@biomejs/cli-linux-arm64-musl`); null for any other. */
function entryFor(name, range, dev) {
  const words = name.split('/').pop().split('-')
  const os = words.map((word) => ({ ...systems, ...otherSystems })[word]).find(Boolean)
  const cpu = words.find((word) => processors.includes(word))
  if (!os && !cpu) return null
  return {
    version: range.replace(/^[\^~]/, ''),
    ...(cpu && { cpu: [cpu] }),
    ...(words.some((word) => word.startsWith('musl')) && { libc: ['musl'] }),
    ...(dev && { dev: true }),
    optional: true,
    ...(os && { os: [os] }),
  }
}

const added = []
for (const [path, locked] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(locked.optionalDependencies ?? {})) {
    if (isLocked(path, name)) continue
    const entry = entryFor(name, range, locked.dev)
    if (!entry) continue
    lock.packages[`node_modules/${name}`] = entry
    added.push(name)
  }
}
for (const locked of Object.values(lock.packages)) {
  if (locked.resolved?.startsWith('http')) delete locked.resolved
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))

if (JSON.stringify(lock) !== before) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`package-lock.json: ${added.length} entries added`)
