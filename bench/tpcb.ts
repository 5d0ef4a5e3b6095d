import pg from 'pg'

// The TPC-B-like transaction of pgbench, for machines without it. Tables, rows and statements are pgbench's own.

/** @param scale branches; each has 10 tellers and 100,000 accounts */
export async function createTpcbTables(url: string, scale: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`
    CREATE TABLE pgbench_branches (bid integer PRIMARY KEY, bbalance integer, filler char(88)) WITH (fillfactor = 100);
    CREATE TABLE pgbench_tellers (tid integer PRIMARY KEY, bid integer, tbalance integer, filler char(84)) WITH (fillfactor = 100);
    CREATE TABLE pgbench_accounts (aid integer PRIMARY KEY, bid integer, abalance integer, filler char(84)) WITH (fillfactor = 100);
    CREATE TABLE pgbench_history (tid integer, bid integer, aid integer, delta integer, mtime timestamp, filler char(22));
    INSERT INTO pgbench_branches SELECT n, 0 FROM generate_series(1, ${scale}) n;
    INSERT INTO pgbench_tellers SELECT n, (n - 1) / 10 + 1, 0 FROM generate_series(1, ${scale * 10}) n;
    INSERT INTO pgbench_accounts SELECT n, (n - 1) / 100000 + 1, 0, '' FROM generate_series(1, ${scale * 100_000}) n;`)
  await client.query('VACUUM ANALYZE')
  await client.end()
}

/** One transaction: seven statements, each a round trip, prepared once a connection. */
export async function tpcbTransaction(client: pg.Client, scale: number): Promise<void> {
  const random = (max: number) => 1 + Math.floor(Math.random() * max)
  const [account, teller, branch] = [random(scale * 100_000), random(scale * 10), random(scale)]
  const delta = random(10_001) - 5001
  const run = (name: string, text: string, values: number[] = []) => client.query({ name, text, values })
  await run('begin', 'BEGIN')
  await run('account', 'UPDATE pgbench_accounts SET abalance = abalance + $1 WHERE aid = $2', [
    delta,
    account,
  ])
  await run('balance', 'SELECT abalance FROM pgbench_accounts WHERE aid = $1', [account])
  await run('teller', 'UPDATE pgbench_tellers SET tbalance = tbalance + $1 WHERE tid = $2', [delta, teller])
  await run('branch', 'UPDATE pgbench_branches SET bbalance = bbalance + $1 WHERE bid = $2', [delta, branch])
  const history =
    'INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES ($1, $2, $3, $4, CURRENT_TIMESTAMP)'
  await run('history', history, [teller, branch, account, delta])
  await run('end', 'END')
}
