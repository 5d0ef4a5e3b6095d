import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import pg from 'pg'
import { inject } from 'vitest'

// Runs before each test file, and before any module of the project is loaded: lib/env.ts reads what is set here.
const serverUrl = inject('databaseServerUrl')
const database = `test_${randomUUID().replaceAll('-', '')}`
const client = new pg.Client({ connectionString: serverUrl })
await client.connect()
await client.query(`CREATE DATABASE ${database} TEMPLATE migrated`)
await client.end()

const databaseUrl = new URL(serverUrl)
databaseUrl.pathname = `/${database}`
process.env.DATABASE_URL = databaseUrl.href

process.env.DATA_DIR = mkdtempSync(path.join(inject('testFolder'), 'data-'))
