import { PgBoss } from 'pg-boss'
import { queueNames, queueOptions } from './queues.ts'

/** Creates or updates the engine's own tables and our queues. Safe to run twice, and by two starts at once. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 2, supervise: false, schedule: false })
  await boss.start()
  try {
    for (const name of queueNames) {
      await boss.createQueue(name, queueOptions)
      const { heartbeatSeconds: _fixedAtCreation, retryDelayMax: _likewise, ...changeable } = queueOptions
      await boss.updateQueue(name, changeable)
    }
    // Any worker may put the entry in, the engine lets one do it; a site that was off at that hour catches up when it comes back.
    await boss.schedule('nightly', '17 3 * * *', {}, { tz: 'Asia/Shanghai', missed: 'once' })
  } finally {
    await boss.stop({ graceful: false })
  }
}
