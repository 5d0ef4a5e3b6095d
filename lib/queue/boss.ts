import { PgBoss } from 'pg-boss'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'

function watch(boss: PgBoss): PgBoss {
  boss.on('error', (err) => log.error({ err }, 'queue engine'))
  boss.on('warning', (warning) => log.warn({ warning }, 'queue engine'))
  return boss
}

/** Puts entries in and does nothing else: no supervision, no schedules. */
function createSender(): PgBoss {
  if (!env.DATABASE_URL) throw new Error('DATABASE_URL is not set')
  return watch(
    new PgBoss({
      // A connection of its own for start(), whose `to_regclass` Prisma cannot read; entries go in through the caller's transaction.
      connectionString: env.DATABASE_URL,
      max: 1,
      supervise: false,
      schedule: false,
      migrate: false,
      createSchema: false,
    }),
  )
}

/** Takes entries out and finds those whose worker died. Start it with `start()`. */
export function createWorkerBoss(): PgBoss {
  if (!env.DATABASE_URL) throw new Error('DATABASE_URL is not set')
  const boss = new PgBoss({
    connectionString: env.DATABASE_URL,
    max: 4,
    migrate: false,
    createSchema: false,
    // Five seconds each: how fast a dead worker's entry is noticed.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  })
  return watch(boss)
}

let sender: Promise<PgBoss> | undefined

/** The sender of this process, started at first use. A start that failed is tried anew by the next caller. */
export function senderBoss(): Promise<PgBoss> {
  sender ??= createSender()
    .start()
    .catch((error: unknown) => {
      sender = undefined
      throw error
    })
  return sender
}
