#!/usr/bin/env node
// scripts/schema-engine.mjs: stands in for Prisma's native schema-engine
import { AsyncLocalStorage } from 'node:async_hooks'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import readline from 'node:readline'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'
const require = createRequire(import.meta.url)
const argv = process.argv.slice(2)
const opt = (n) => { const i = argv.indexOf(n); return i < 0 ? undefined : argv[i + 1] }
const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
const url = JSON.parse(opt('--datasource') ?? '{}').url ?? process.env.DATABASE_URL
const withDb = (db) => { const u = new URL(url); u.pathname = '/' + db; return u.href }
const sqlOn = async (u, sql) => { const c = new pg.Client({ connectionString: u }); await c.connect(); try { return await c.query(sql) } finally { await c.end() } }
if (argv.includes('cli')) {
  const cmd = argv[argv.indexOf('cli') + 1], db = decodeURIComponent(new URL(url).pathname.slice(1))
  try {
    if (cmd === 'can-connect-to-database') await sqlOn(url, 'select 1')
    else if (cmd === 'create-database') await sqlOn(withDb('postgres'), `create database "${db}"`)
    else if (cmd === 'drop-database') await sqlOn(withDb('postgres'), `drop database if exists "${db}"`)
    process.exit(0)
  } catch (e) {
    const error_code = e.code === '3D000' ? 'P1003' : e.code === 'ECONNREFUSED' ? 'P1001' : e.code === '28P01' ? 'P1000' : 'P1011'
    console.error('schema-engine (wasm)\n' + JSON.stringify({ timestamp: new Date().toISOString(), level: 'ERROR', fields: { message: `${e.code ?? ''} ${e.message}`, is_panic: false, error_code, meta: {} }, target: 'schema_engine::logger' }))
    process.exit(1)
  }
}
const als = new AsyncLocalStorage()
const fix = (r) => { for (const x of [].concat(r)) x?.fields?.forEach((f) => { if (f.dataTypeID === 18) { f.dataTypeID = 1042; als.getStore()?.add(f.name) } }); return r }
class Pool extends pg.Pool { async query(...a) { return fix(await super.query(...a)) } }
const connect = async (u) => {
  const a = await new PrismaPg(new Pool({ connectionString: u, max: 2 }), { disposeExternalPool: true }).connect()
  const q = a.queryRaw.bind(a)
  a.queryRaw = async (x) => { const cols = new Set(); const r = await als.run(cols, () => q(x)); if (cols.size) r.columnTypes = r.columnTypes.map((t, i) => (cols.has(r.columnNames[i]) ? ColumnTypeEnum.Character : t)); return r }
  return a
}
const factory = {
  provider: 'postgres', adapterName: 'pg-migrate', connect: () => connect(url),
  async connectToShadowDb() {
    const n = 'prisma_shadow_' + crypto.randomUUID().replaceAll('-', ''); await sqlOn(url, `create database "${n}"`)
    const a = await connect(withDb(n)), d = a.dispose.bind(a)
    a.dispose = async () => { await d(); await sqlOn(url, `drop database if exists "${n}" with (force)`) }
    return a
  },
}
let panic = null
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message(m) { panic = m } }
const wasm = fs.readFileSync(path.join(path.dirname(require.resolve('@prisma/schema-engine-wasm')), 'schema_engine_bg.wasm'))
const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue })
glue.__wbg_set_wasm(instance.exports); instance.exports.__wbindgen_start()
if (argv.includes('--version')) { console.log('schema-engine-cli', glue.version()); process.exit(0) }
const datamodels = opt('--datamodels')?.split(',').map((p) => [p, fs.readFileSync(p, 'utf8')])
const engine = await glue.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory))
const pending = ({ migrationsList: l, schema, filters }) => engine.diff({ from: { tag: 'migrations', ...l, lockfile: { ...l.lockfile, content: l.lockfile.content ?? 'provider = "postgresql"\n' } }, to: { tag: 'schemaDatamodel', ...schema }, script: true, exitCode: true, filters })
const methods = {
  async evaluateDataLoss(p) { const { exitCode } = await pending(p); return { migrationSteps: exitCode === 2 ? 1 : 0, unexecutableSteps: [], warnings: [] } },
  async diff(p) { const r = await engine.diff(p); if (r.stdout != null) process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id: 'print', method: 'print', params: { content: r.stdout } }) + '\n'); return { exitCode: r.exitCode } },
  async createMigration(p) {
    const { stdout, exitCode } = await pending(p), ts = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
    return { connectorType: 'postgresql', generatedMigrationName: `${ts}_${p.migrationName}`, extension: 'sql', migrationScript: exitCode !== 2 && !p.draft ? null : stdout || '-- This is an empty migration.' }
  },
  getDatabaseVersion: (p) => engine.version(p),
}
for await (const line of readline.createInterface({ input: process.stdin })) {
  if (!line.trim()) continue
  const { id, method, params } = JSON.parse(line)
  if (!method) continue // the CLI's acknowledgement of `print`
  let out
  try { out = { jsonrpc: '2.0', id, result: (await (methods[method] ? methods[method](params) : engine[method](params))) ?? {} } }
  catch (e) { out = { jsonrpc: '2.0', id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data: { is_panic: Boolean(panic), message: panic ?? e.message, meta: e.meta ?? null, error_code: e.code ?? null } } } }
  process.stdout.write(JSON.stringify(out) + '\n')
}
process.exit(0)
