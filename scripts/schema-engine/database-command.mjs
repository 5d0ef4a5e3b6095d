import pg from 'pg'
import { databaseOf, runSql, withDatabase } from './databases.mjs'

/** Prisma's code for what PostgreSQL or the socket said. @type {Record<string, string>} */
const prismaCodes = { '3D000': 'P1003', ECONNREFUSED: 'P1001', '28P01': 'P1000' }

/** @param {string} message @param {string} errorCode */
function reportError(message, errorCode) {
  const entry = {
    timestamp: new Date().toISOString(),
    level: 'ERROR',
    fields: { message, is_panic: false, error_code: errorCode, meta: {} },
    target: 'schema_engine::logger',
  }
  // The CLI skips the first line and looks for this target in the others.
  console.error(`schema-engine (wasm)\n${JSON.stringify(entry)}`)
}

/**
 * `schema-engine cli <command>`: what the CLI does to whole databases, outside of the request protocol.
 * @param {string | undefined} command
 * @param {string} url
 * @returns {Promise<number>} the exit code
 */
export async function runDatabaseCommand(command, url) {
  const name = pg.escapeIdentifier(databaseOf(url))
  try {
    if (command === 'can-connect-to-database') await runSql(url, 'SELECT 1')
    else if (command === 'create-database')
      await runSql(withDatabase(url, 'postgres'), `CREATE DATABASE ${name}`)
    else if (command === 'drop-database') {
      await runSql(withDatabase(url, 'postgres'), `DROP DATABASE IF EXISTS ${name}`)
    } else throw new Error(`Unknown command: ${command}`)
    return 0
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    reportError(`${code} ${error instanceof Error ? error.message : error}`, prismaCodes[code] ?? 'P1011')
    return 1
  }
}
