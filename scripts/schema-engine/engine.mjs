import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { openAdapters } from './adapter.mjs'

/** What the engine said last before it gave up. @type {string | null} */
let panic = null

export function lastPanic() {
  return panic
}

/**
 * The engine's timers, such as the ten seconds it gives itself to get its lock, are not taken back when it is done: they
 * must not keep the process alive.
 * @param {Record<string, any>} glue
 */
function withPassingTimers(glue) {
  const timer = Object.keys(glue).find((name) => name.startsWith('__wbg_setTimeout_'))
  if (!timer) return glue
  /** @param {() => void} run @param {number} delayMs */
  const setPassingTimer = (run, delayMs) => setTimeout(run, delayMs >>> 0).unref()
  return { ...glue, [timer]: setPassingTimer }
}

/** Loads the WebAssembly by hand: the package is built for bundlers and wires nothing up by itself. */
async function loadGlue() {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      /** @param {string} message */
      set_message(message) {
        panic = message
      },
    },
  })
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const wasm = readFileSync(path.join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, {
    './schema_engine_bg.js': withPassingTimers(glue),
  })
  glue.__wbg_set_wasm(instance.exports)
  if (typeof instance.exports.__wbindgen_start === 'function') instance.exports.__wbindgen_start()
  return glue
}

/** The glue holds one instance in a variable of its module: a second one would pull the memory from under the first. */
/** @type {Promise<any> | undefined} */
let loaded

function glueOnce() {
  loaded ??= loadGlue()
  return loaded
}

/** @returns {Promise<string>} */
export async function engineVersion() {
  return (await glueOnce()).version()
}

/**
 * Prisma's schema engine on one database.
 * @param {string} databaseUrl
 * @param {[path: string, content: string][]} [datamodels]
 */
export async function openEngine(databaseUrl, datamodels) {
  const glue = await glueOnce()
  const adapters = openAdapters(databaseUrl)
  const factory = bindMigrationAwareSqlAdapterFactory(adapters.factory)
  const engine = await glue.SchemaEngine.new({ datamodels }, () => {}, factory)
  return { engine, close: adapters.close }
}
