import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { runSql, withDatabase } from './databases.mjs'

// PostgreSQL's internal type "char", which the engine's queries of the catalogue return and the adapter does not know:
// it is presented as bpchar, and the columns are marked as single characters afterwards.
const internalCharOid = 18
const bpcharOid = 1042

/** Names of the "char" columns of the query that is running. @type {AsyncLocalStorage<Set<string>>} */
const charColumns = new AsyncLocalStorage()

class CharTolerantPool extends pg.Pool {
  /** @param {any[]} args */
  async query(...args) {
    const result = await super.query(...args)
    for (const part of Array.isArray(result) ? result : [result]) {
      for (const field of part?.fields ?? []) {
        if (field.dataTypeID !== internalCharOid) continue
        field.dataTypeID = bpcharOid
        charColumns.getStore()?.add(field.name)
      }
    }
    return result
  }
}

/** @param {string} url */
async function connect(url) {
  const pool = new CharTolerantPool({ connectionString: url, max: 2 })
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect()
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (query) => {
    /** @type {Set<string>} */
    const columns = new Set()
    const result = await charColumns.run(columns, () => queryRaw(query))
    result.columnTypes = result.columnTypes.map((type, index) =>
      columns.has(result.columnNames[index] ?? '') ? ColumnTypeEnum.Character : type,
    )
    return result
  }
  // The adapter's own cuts a script at every semicolon, also inside the body of a function, and spreads the pieces over
  // connections. Sent whole, PostgreSQL reads it as one transaction.
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script)
    } catch (error) {
      adapter.onError(error)
    }
  }
  return adapter
}

/** A database that lives as long as the connection to it. @param {string} url */
async function connectToShadowDatabase(url) {
  const name = `prisma_shadow_${randomUUID().replaceAll('-', '')}`
  await runSql(url, `CREATE DATABASE ${name}`)
  const adapter = await connect(withDatabase(url, name))
  const dispose = adapter.dispose.bind(adapter)
  adapter.dispose = async () => {
    await dispose()
    await runSql(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  }
  return adapter
}

/**
 * What the engine reaches PostgreSQL through. The engine leaves its main connection open, and with it its lock on the
 * migrations: `close` ends it.
 * @param {string} url
 */
export function openAdapters(url) {
  /** @type {Set<import('@prisma/driver-adapter-utils').SqlDriverAdapter>} */
  const open = new Set()
  /** @type {import('@prisma/driver-adapter-utils').SqlMigrationAwareDriverAdapterFactory} */
  const factory = {
    provider: 'postgres',
    adapterName: 'pg-migrate',
    async connect() {
      const adapter = await connect(url)
      const dispose = adapter.dispose.bind(adapter)
      adapter.dispose = async () => {
        if (open.delete(adapter)) await dispose()
      }
      open.add(adapter)
      return adapter
    },
    connectToShadowDb: () => connectToShadowDatabase(url),
  }
  return {
    factory,
    async close() {
      for (const adapter of open) await adapter.dispose()
    },
  }
}
