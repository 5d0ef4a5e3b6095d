import { PrismaPg } from '@prisma/adapter-pg'
import { env } from '#lib/env.ts'
import { Prisma, PrismaClient } from '#prisma/generated/client.ts'

export { Prisma }

/** How long a transaction may take, unless it asks for more. */
const TRANSACTION_MS = 10_000

function connect() {
  if (!env.DATABASE_URL) throw new Error('DATABASE_URL is not set: `npm start` starts a database and sets it')
  const adapter = new PrismaPg({
    connectionString: env.DATABASE_URL,
    max: env.DATABASE_POOL,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    // A process that was put to sleep in the middle of a transaction must not keep its locks from all others.
    idle_in_transaction_session_timeout: TRANSACTION_MS,
  })
  return new PrismaClient({
    adapter,
    omit: { user: { passwordHash: true } },
    // No isolation level: PostgreSQL's own is READ COMMITTED, which the locks count on, and naming it here costs a round
    // trip in every transaction.
    transactionOptions: { maxWait: 10_000, timeout: TRANSACTION_MS },
  })
}

export type Database = ReturnType<typeof connect>
/** What a function needs that may run inside a caller's transaction: the client itself will do, too. */
export type Transaction = Omit<Database, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>

let client: Database | undefined

/** `next dev` loads modules anew on each change; a client kept on `globalThis` saves it from opening another pool each time. */
function currentClient(): Database {
  const holder = globalThis as { huafangDb?: Database }
  client ??= holder.huafangDb ?? connect()
  if (env.NODE_ENV === 'development') holder.huafangDb = client
  return client
}

/** The database client, connected at first use, so that a build needs no database. */
export const db: Database = new Proxy({} as Database, {
  get(_target, property) {
    const target = currentClient()
    const value = Reflect.get(target, property, target)
    return typeof value === 'function' ? value.bind(target) : value
  },
})
