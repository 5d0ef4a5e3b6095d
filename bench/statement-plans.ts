import pg from 'pg'
import { z } from 'zod'

/** Statements as they leave for the database, and how it finds their rows: for tests that no table is read from end to end. */

export interface Statement {
  text: string
  values: unknown[]
}

const planNode = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Actual Rows': z.number().default(0),
  'Actual Loops': z.number().default(0),
  'Rows Removed by Filter': z.number().default(0),
  Plans: z.array(z.unknown()).default([]),
})
const explained = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: z.unknown() })]) })])

/** What a function sends to the database, through whatever library. */
export async function caught(run: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = []
  const original = pg.Client.prototype.query
  const spy: typeof original = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args
    const text = typeof first === 'string' ? first : z.looseObject({ text: z.string() }).parse(first).text
    const config = z.looseObject({ values: z.array(z.unknown()).optional() }).safeParse(first)
    const values = Array.isArray(second) ? second : (config.data?.values ?? [])
    statements.push({ text, values })
    return Reflect.apply(original, this, args)
  }
  pg.Client.prototype.query = spy
  try {
    await run()
  } finally {
    pg.Client.prototype.query = original
  }
  // An INSERT of given values looks for nothing.
  return statements.filter(({ text }) => /^\s*(with|select|update|delete)/i.test(text))
}

export interface Scan {
  node: string
  table: string
  rows: number
  text: string
}

function scansOf(plan: unknown, text: string): Scan[] {
  const node = planNode.parse(plan)
  const below = node.Plans.flatMap((child) => scansOf(child, text))
  const table = node['Relation Name']
  if (!table || !node['Node Type'].includes('Scan')) return below
  const rows = (node['Actual Rows'] + node['Rows Removed by Filter']) * node['Actual Loops']
  return [{ node: node['Node Type'], table, rows, text }, ...below]
}

/** Runs each statement as it was sent, in a transaction that is undone, and looks how it found its rows. */
export async function scansIn(client: pg.Client, statements: Statement[]): Promise<Scan[]> {
  const scans: Scan[] = []
  for (const { text, values } of statements) {
    await client.query('BEGIN')
    try {
      const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values)
      const [row] = explained.parse(rows)
      scans.push(...scansOf(row['QUERY PLAN'][0].Plan, text))
    } finally {
      await client.query('ROLLBACK')
    }
  }
  return scans
}
