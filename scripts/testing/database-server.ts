import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { type EmbeddedServer, startEmbeddedPostgres } from '../embedded-postgres/server.ts'
import { migrate } from '../migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Server on which each test file makes its own database. */
    databaseServerUrl: string
    /** Where test files put what they write; removed after the run. */
    testFolder: string
  }
}

async function makeTemplate(server: EmbeddedServer): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  try {
    await client.query('CREATE DATABASE migrated')
    await migrate(server.url('migrated'))
  } finally {
    await client.end()
  }
}

/** One server for the whole run, with a migrated database that every test file copies. It ends with vitest, even if that is killed. */
export default async function startDatabaseServer(project: TestProject) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-test-'))
  const server = await startEmbeddedPostgres({
    folder,
    removeWhenOrphaned: folder,
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=400'],
  })
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await makeTemplate(server)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('databaseServerUrl', server.url('postgres'))
  project.provide('testFolder', folder)
  return stop
}
