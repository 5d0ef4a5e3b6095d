import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { hold } from '#lib/credits/hold.ts'
import { settle } from '#lib/credits/settle.ts'
import { PrismaClient } from '#prisma/generated/client.ts'
import { migrate } from '../scripts/migrate.ts'
import { createTpcbTables, tpcbTransaction } from './tpcb.ts'

const clients = 8
const wallets = 800
const scale = 8
const roundSeconds = 4
const rounds = 5

const walletId = (n: number) => `00000000-0000-0000-0000-${String(n).padStart(12, '0')}`
const randomWallet = () => walletId(1 + Math.floor(Math.random() * wallets))

const holdSql = 'SELECT * FROM credits_hold($1, 10, $2, $3, $4)'
const settleSql = 'SELECT credits_settle($1, 10, $2)'
// The same two statements for pgbench, with a random number for the job.
const pairScript = `\\set n random(1, ${wallets})
\\set r random(1, 9000000000000000000)
SELECT * FROM credits_hold(('00000000-0000-0000-0000-' || lpad((:n)::text, 12, '0'))::uuid, 10, 'hold:' || (:r)::text, 'job:' || (:r)::text, 'openai');
SELECT credits_settle('job:' || (:r)::text, 10, 'settle:' || (:r)::text);
`

/** Runs `once` again and again in each of `connections`. @returns how often a second */
async function measure<T>(connections: T[], once: (connection: T) => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  const endMs = startedMs + roundSeconds * 1000
  let done = 0
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < endMs) {
        await once(connection)
        done += 1
      }
    }),
  )
  return (done * 1000) / (performance.now() - startedMs)
}

async function withConnections<T>(url: string, use: (connections: pg.Client[]) => Promise<T>): Promise<T> {
  const connections = Array.from({ length: clients }, () => new pg.Client({ connectionString: url }))
  await Promise.all(connections.map((connection) => connection.connect()))
  try {
    return await use(connections)
  } finally {
    await Promise.all(connections.map((connection) => connection.end()))
  }
}

function pgbench(url: string, ...args: string[]): number {
  const threads = String(Math.min(clients, os.availableParallelism()))
  const fixed = ['-n', '-M', 'prepared', '-c', String(clients), '-j', threads, '-T', String(roundSeconds)]
  const output = execFileSync('pgbench', [...fixed, ...args, url], { encoding: 'utf8', stdio: 'pipe' })
  const tps = /tps = ([\d.]+)/.exec(output)?.[1]
  if (!tps) throw new Error(`pgbench printed no figure: ${output}`)
  return Number(tps)
}

async function fillWallets(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const ids = Array.from({ length: wallets }, (_, index) => walletId(index + 1))
  const insertUsers = `INSERT INTO users (id, email, email_normalized, password_hash)
    SELECT id, id::text, id::text, 'none' FROM unnest($1::uuid[]) id`
  await client.query(insertUsers, [ids])
  await client.query('INSERT INTO wallets (user_id) SELECT unnest($1::uuid[])', [ids])
  const grant = `SELECT credits_grant(id, 'bonus', 10000000, 'grant:' || id, 'bench') FROM unnest($1::uuid[]) id`
  await client.query(grant, [ids])
  await client.query('VACUUM ANALYZE')
  await client.end()
}

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/**
 * Hold + settle pairs a second by 8 clients, two transactions each, beside TPC-B-like transactions (scale 8, prepared) on
 * the same server in the same run: in turns, medians of five rounds. With pgbench on the PATH it drives both, else `pg`
 * does; `throughPrisma` is the same by lib/credits, whose client shares the machine with the server. Works in two
 * databases of its own on the server of DATABASE_URL, and drops them.
 */
export async function ledger(): Promise<object> {
  const serverUrl = process.env.DATABASE_URL
  if (!serverUrl) throw new Error('DATABASE_URL is not set: the benchmark needs a server')
  const suffix = randomBytes(6).toString('hex')
  const urlOf = (database: string) => Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href
  const [ledgerName, tpcbName] = [`bench_ledger_${suffix}`, `bench_tpcb_${suffix}`]
  const [ledgerUrl, tpcbUrl] = [urlOf(ledgerName), urlOf(tpcbName)]
  const hasPgbench = spawnSync('pgbench', ['--version']).status === 0
  const folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-bench-'))
  const script = path.join(folder, 'pair.sql')
  writeFileSync(script, pairScript)

  const admin = new pg.Client({ connectionString: serverUrl })
  await admin.connect()
  const prisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString: ledgerUrl, max: clients }),
    omit: { user: { passwordHash: true } },
  })
  const figures = { tpcb: [] as number[], pairs: [] as number[], throughPrisma: [] as number[] }
  try {
    await migrate(ledgerUrl)
    await fillWallets(ledgerUrl)
    await admin.query(`CREATE DATABASE ${tpcbName}`)
    if (hasPgbench) execFileSync('pgbench', ['-i', '-q', '-s', String(scale), tpcbUrl], { stdio: 'ignore' })
    else await createTpcbTables(tpcbUrl, scale)

    for (let round = 0; round < rounds; round++) {
      figures.tpcb.push(
        hasPgbench
          ? pgbench(tpcbUrl)
          : await withConnections(tpcbUrl, (all) => measure(all, (client) => tpcbTransaction(client, scale))),
      )
      figures.pairs.push(
        hasPgbench
          ? pgbench(ledgerUrl, '-f', script)
          : await withConnections(ledgerUrl, (all) =>
              measure(all, async (client) => {
                const id = randomUUID()
                const values = [randomWallet(), `hold:${id}`, `job:${id}`, 'openai']
                await client.query({ name: 'hold', text: holdSql, values })
                await client.query({ name: 'settle', text: settleSql, values: [`job:${id}`, `settle:${id}`] })
              }),
            ),
      )
      figures.throughPrisma.push(
        await measure(Array.from({ length: clients }), async () => {
          const reference = `job:${randomUUID()}`
          const userId = randomWallet()
          await hold(prisma, { userId, amount: 10, key: `hold:${reference}`, reference, provider: 'openai' })
          await settle(prisma, { holdReference: reference, amount: 10, key: `settle:${reference}` })
        }),
      )
    }
  } finally {
    await prisma.$disconnect()
    for (const name of [ledgerName, tpcbName])
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await admin.end()
    rmSync(folder, { recursive: true, force: true })
  }

  // By round, since what else the machine does changes from round to round.
  const ratio = (perSecond: number[]) => {
    const byRound = perSecond.map((figure, round) => figure / (figures.tpcb[round] ?? Number.NaN))
    return Number(median(byRound).toFixed(3))
  }
  const perSecond = (values: number[]) => Math.round(median(values))
  return {
    clients,
    drivenBy: hasPgbench ? 'pgbench -M prepared' : 'pg, prepared (no pgbench on the PATH)',
    reference: { what: `TPC-B-like transactions, scale ${scale}`, perSecond: perSecond(figures.tpcb) },
    pairs: { perSecond: perSecond(figures.pairs), ratio: ratio(figures.pairs), aim: '>= 1/3' },
    throughPrisma: { perSecond: perSecond(figures.throughPrisma), ratio: ratio(figures.throughPrisma) },
  }
}
