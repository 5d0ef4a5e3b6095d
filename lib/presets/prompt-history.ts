import { z } from 'zod'
import { db } from '#lib/db.ts'

/** How many of the last jobs are looked through. */
const JOBS_MAX = 300
const PROMPTS_MAX = 50

const rows = z.array(z.object({ prompt: z.string() }))

/** A user's last prompts, each once, newest first. */
export async function recentPrompts(userId: string): Promise<string[]> {
  const found = rows.parse(
    await db.$queryRaw`
      SELECT prompt FROM (
        SELECT prompt, created_at, id FROM jobs WHERE user_id = ${userId}::uuid
        ORDER BY created_at DESC, id DESC LIMIT ${JOBS_MAX}::int
      ) recent
      GROUP BY prompt ORDER BY max(created_at) DESC LIMIT ${PROMPTS_MAX}::int`,
  )
  return found.map(({ prompt }) => prompt)
}
