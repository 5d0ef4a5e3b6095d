import pg from 'pg'

export interface QueueFill {
  /** Users with two images in line each, which is what fair turns let in. */
  users: number
  /** Rows outside of their users' windows; half of them are one user's. */
  waiting: number
  /** Delivered images, and as many done entries of the engine. */
  finished: number
}

const IMAGES_PER_JOB = 4

/** `$1` jobs of `$4` images each, of all users in turns or of the one `$2`, all in state `$3`. */
const insertImages = `
  WITH numbered AS MATERIALIZED (
    SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM users
    WHERE $2::uuid IS NULL OR id = $2
  ), made AS (
    INSERT INTO jobs (id, user_id, client_key, provider, model, operation, prompt, params, n, quote_credits, state,
      created_at, finished_at)
    SELECT gen_random_uuid(), numbered.id, gen_random_uuid(), 'sandbox',
      CASE WHEN job % 2 = 0 THEN 'gpt-image-2' ELSE 'dall-e-2' END, 'generate', 'p', '{}', $4, 1,
      CASE WHEN $3 = 'delivered' THEN 'succeeded' ELSE 'queued' END::job_state,
      now() - make_interval(secs => job::float8 / $1 * 3000),
      CASE WHEN $3 = 'delivered' THEN now() END
    FROM generate_series(0, $1::integer - 1) job JOIN numbered ON number = job % (SELECT count(*) FROM numbered)
    RETURNING id, user_id, model, created_at
  )
  INSERT INTO images (id, job_id, user_id, provider, model, index, state, queued_at, created_at, finished_at, storage_key,
    cost_credits)
  SELECT gen_random_uuid(), made.id, user_id, 'sandbox', model, index, $3::image_state,
    CASE WHEN $3 = 'queued' THEN created_at END, created_at,
    CASE WHEN $3 = 'delivered' THEN now() END, CASE WHEN $3 = 'delivered' THEN 'k' END,
    ($3 = 'delivered')::integer
  FROM made, generate_series(0, $4::integer - 1) index`

const insertLine = `
  INSERT INTO pgboss.job (name, data, group_id, heartbeat_seconds, retry_limit, expire_seconds, created_on, start_after,
    keep_until)
  SELECT 'images.sandbox', jsonb_build_object('imageId', id), model, 15, 1000, 7200, queued_at, queued_at,
    now() + interval '1 year'
  FROM images WHERE state = 'queued'`

const insertDone = `
  INSERT INTO pgboss.job (name, data, group_id, state, retry_limit, created_on, start_after, started_on, completed_on,
    keep_until)
  SELECT CASE WHEN entry % 2 = 0 THEN 'images.sandbox' ELSE 'previews' END,
    jsonb_build_object('imageId', gen_random_uuid()), 'gpt-image-2', 'completed', 1000,
    now() - interval '50 minutes', now() - interval '50 minutes', now(), now(), now() + interval '1 year'
  FROM generate_series(1, $1::integer) entry`

/**
 * Fills the tables by SQL, in seconds, with what a busy site has: a long line, more rows behind it and a much longer past.
 * Knows tables only: nothing is held or paid for these jobs.
 * @returns the user who waits with half of all rows
 */
export async function fillQueue(
  databaseUrl: string,
  { users, waiting, finished }: QueueFill,
): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  // What is made here fits together: nothing needs to look up each row's job and user.
  await client.query('SET session_replication_role = replica')
  try {
    await client.query(
      `WITH fresh AS (
        INSERT INTO users (id, email, email_normalized, password_hash, email_verified_at)
        SELECT id, id || '@example.com', id || '@example.com', 'none', now()
        FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $1::integer)) ids RETURNING id
      ) INSERT INTO wallets (user_id) SELECT id FROM fresh`,
      [users],
    )
    const heavy = await client.query<{ id: string }>('SELECT id FROM users ORDER BY id LIMIT 1')
    const heavyUser = heavy.rows[0]?.id
    if (!heavyUser) throw new Error('there are users')
    const jobsOf = (images: number) => Math.ceil(images / IMAGES_PER_JOB)
    await client.query(insertImages, [jobsOf(finished), null, 'delivered', IMAGES_PER_JOB])
    await client.query(insertImages, [jobsOf(waiting / 2), null, 'waiting', IMAGES_PER_JOB])
    await client.query(insertImages, [jobsOf(waiting / 2), heavyUser, 'waiting', IMAGES_PER_JOB])
    await client.query(insertImages, [users, null, 'queued', 2])
    await client.query(insertLine)
    await client.query(insertDone, [finished])
    await client.query('ANALYZE')
    return heavyUser
  } finally {
    await client.end()
  }
}
