import process from 'node:process'
import readline from 'node:readline'
import { lastPanic } from './engine.mjs'

/** @param {unknown} message */
function send(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

/**
 * The methods that the engine lacks in this form, or answers with less than the CLI expects. Creating a migration and
 * looking for lost data both refuse to work here with a shadow database, so both are made from `diff`: the CLI cannot
 * warn of data loss, and whoever writes a migration must read its SQL.
 * @param {any} engine
 * @returns {Record<string, (params: any) => Promise<unknown>>}
 */
function standIns(engine) {
  /** What the schema has and the migrations have not. @param {any} params */
  function pendingChanges({ migrationsList, schema, filters }) {
    const lockfile = {
      ...migrationsList.lockfile,
      content: migrationsList.lockfile.content ?? 'provider = "postgresql"\n',
    }
    return engine.diff({
      from: { tag: 'migrations', ...migrationsList, lockfile },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: true,
      filters,
    })
  }
  const changesFound = 2

  return {
    async evaluateDataLoss(params) {
      const { exitCode } = await pendingChanges(params)
      return { migrationSteps: exitCode === changesFound ? 1 : 0, unexecutableSteps: [], warnings: [] }
    },

    async createMigration(params) {
      const { stdout, exitCode } = await pendingChanges(params)
      const timestamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
      const nothingToDo = exitCode !== changesFound && !params.draft
      return {
        connectorType: 'postgresql',
        generatedMigrationName: `${timestamp}_${params.migrationName}`,
        extension: 'sql',
        migrationScript: nothingToDo ? null : stdout || '-- This is an empty migration.',
      }
    },

    async diff(params) {
      const { stdout, exitCode } = await engine.diff(params)
      if (typeof stdout === 'string') {
        send({ jsonrpc: '2.0', id: 'print', method: 'print', params: { content: stdout } })
      }
      return { exitCode }
    },

    getDatabaseVersion: (params) => engine.version(params),
  }
}

/** @param {any} error */
function errorAnswer(error) {
  const panic = lastPanic()
  return {
    code: 4466,
    message: 'An error happened. Check the data field for details.',
    data: {
      is_panic: panic !== null,
      message: panic ?? error.message,
      meta: error.meta ?? null,
      error_code: error.code ?? null,
    },
  }
}

/**
 * Answers JSON-RPC requests, one a line, until standard input ends.
 * @param {any} engine
 */
export async function serveRequests(engine) {
  const replaced = standIns(engine)
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (!line.trim()) continue
    const { id, method, params } = JSON.parse(line)
    if (!method) continue // the acknowledgement of `print`
    try {
      const result = await (replaced[method] ? replaced[method](params) : engine[method](params))
      send({ jsonrpc: '2.0', id, result: result ?? {} })
    } catch (error) {
      send({ jsonrpc: '2.0', id, error: errorAnswer(error) })
    }
  }
}
