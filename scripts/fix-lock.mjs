import fs from 'node:fs'
const file = process.argv[2] ?? 'package-lock.json', lock = JSON.parse(fs.readFileSync(file, 'utf8')), P = lock.packages, added = []
const OS = { darwin: 'darwin', win32: 'win32', windows: 'win32', win: 'win32', linux: 'linux', android: 'android', freebsd: 'freebsd', openharmony: 'openharmony' }
const CPU = Object.fromEntries('x64 arm64 arm ia32 ppc64 s390x riscv64 loong64 wasm32 mips64el'.split(' ').map((c) => [c, c]))
const found = (from, name) => { for (let p = from; ; ) { if (P[(p ? p + '/' : '') + 'node_modules/' + name]) return true; if (!p) return false; const i = p.lastIndexOf('/node_modules/'); p = i < 0 ? '' : p.slice(0, i) } }
for (const [path, e] of Object.entries(P)) for (const [name, spec] of Object.entries(e.optionalDependencies ?? {})) {
  if (found(path, name)) continue
  const t = name.split('/').pop().split('-'), os = t.map((x) => OS[x]).find(Boolean), cpu = t.map((x) => CPU[x]).find(Boolean)
  if (!os && !cpu) continue
  P['node_modules/' + name] = { version: spec.replace(/^[\^~]/, ''), ...(cpu && { cpu: [cpu] }), ...(t.some((x) => x.startsWith('musl')) && { libc: ['musl'] }), ...(e.dev && { dev: true }), optional: true, ...(os && { os: [os] }) }
  added.push(name)
}
lock.packages = Object.fromEntries(Object.entries(P).sort(([a], [b]) => (a < b ? -1 : 1)))
if (added.length) fs.writeFileSync(file, JSON.stringify(lock, null, 2) + '\n')
console.log('fix-lock: added', added.length)
