import pg from 'pg'

/**
 * The same server's address, with another database.
 * @param {string} url
 * @param {string} database
 */
export function withDatabase(url, database) {
  const other = new URL(url)
  other.pathname = `/${encodeURIComponent(database)}`
  return other.href
}

/** @param {string} url */
export function databaseOf(url) {
  return decodeURIComponent(new URL(url).pathname.slice(1))
}

/**
 * Runs one statement on a connection of its own.
 * @param {string} url
 * @param {string} sql
 */
export async function runSql(url, sql) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}
