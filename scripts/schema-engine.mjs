#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which its installer would have to download. The same engine exists as
// WebAssembly on npm; this speaks the binary's protocol, so that the Prisma CLI cannot tell the difference.
// Plain JavaScript: the CLI starts it by its first line, with whatever Node (20 or newer) comes first in PATH.
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { runDatabaseCommand } from './schema-engine/database-command.mjs'
import { engineVersion, openEngine } from './schema-engine/engine.mjs'
import { serveRequests } from './schema-engine/protocol.mjs'

const args = process.argv.slice(2)

/** @param {string} name */
function option(name) {
  const index = args.indexOf(name)
  return index < 0 ? undefined : args[index + 1]
}

const databaseUrl = JSON.parse(option('--datasource') ?? '{}').url ?? process.env.DATABASE_URL

if (args.includes('cli')) {
  process.exit(await runDatabaseCommand(args[args.indexOf('cli') + 1], databaseUrl))
}
if (args.includes('--version')) {
  console.log('schema-engine-cli', await engineVersion())
  process.exit(0)
}

const datamodels = option('--datamodels')
  ?.split(',')
  .map((file) => /** @type {[string, string]} */ ([file, readFileSync(file, 'utf8')]))
const { engine, close } = await openEngine(databaseUrl, datamodels)
await serveRequests(engine)
await close()
process.exit(0)
