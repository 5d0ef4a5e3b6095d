import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { termVector } from '#lib/library/term-vector.ts'

export interface LibraryFill {
  /** Pictures of the one user who is measured. */
  own: number
  /** Pictures of all others together, made in the same time. */
  others: number
}

const PICTURES_OF_A_STRANGER = 1000

const subjects = [
  '一只狐狸',
  '两只白猫',
  '一座古城',
  '海边的灯塔',
  '雨中的街道',
  'a red fox',
  'an old harbour',
  'a paper boat',
]
const places = ['在雪地里', '在月光下', '在竹林中', '夜里', 'in the snow', 'by the sea', 'under a full moon']
const styles = ['，水彩画', '，电影感光线', ', oil on canvas', ', soft light, 35mm', '，极简主义，留白']
/** The first is rare: of ten thousand pictures one has it. */
const prompts = [
  'zebra 斑马过河',
  ...subjects.flatMap((subject) =>
    places.flatMap((place) => styles.map((style) => `${subject} ${place}${style}`)),
  ),
]

/** The terms are made for this user; each row then gets its own user's four characters. */
const nobody = '00000000-0000-0000-0000-000000ffffff'
const tagInSql = `translate(encode(decode(right(made.user_id::text, 6), 'hex'), 'base64'), '+/', '-_')`

const insertUsers = `
  WITH fresh AS (
    INSERT INTO users (id, email, email_normalized, email_verified_at)
    SELECT id, id || '@example.com', id || '@example.com', now()
    FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $1::integer)) ids RETURNING id
  ) INSERT INTO wallets (user_id) SELECT id FROM fresh RETURNING user_id AS id`

/** One row a picture, in the order of their times, as years leave them: one user's lie scattered among those of all. */
const makeRows = `
  CREATE TEMP TABLE made AS
  SELECT gen_random_uuid() AS image_id, gen_random_uuid() AS job_id,
    CASE WHEN number % $3::integer = 0 THEN $1::uuid ELSE ($2::uuid[])[1 + chance % cardinality($2::uuid[])] END AS user_id,
    date_trunc('milliseconds', now() - (($4::integer - number) * interval '31 seconds')) AS made_at,
    (CASE WHEN chance % 10000 = 0 THEN 0 ELSE 1 + chance / 7 % ($5::integer - 1) END)::integer AS prompt,
    chance / 11 AS chance
  FROM (
    SELECT number, (hashint8extended(number, 7) & 4611686018427387903) AS chance FROM generate_series(1, $4::integer) number
  ) numbers ORDER BY number`

const insertJobs = `
  INSERT INTO jobs (id, user_id, client_key, provider, model, operation, prompt, params, n, quote_credits, state, created_at, finished_at)
  SELECT job_id, user_id, job_id, 'sandbox', (ARRAY['gpt-image-2', 'gpt-image-2', 'gpt-image-1-mini', 'dall-e-3'])[1 + chance % 4],
    CASE WHEN chance % 50 = 0 THEN 'edit' ELSE 'generate' END, prompts.prompt,
    '{"size": "1024x1024", "quality": "low", "partialImages": 0}', 1, 5, 'succeeded', made_at, made_at
  FROM made JOIN prompts ON number = made.prompt ORDER BY made_at`

const insertImages = `
  INSERT INTO images (id, job_id, user_id, provider, model, index, state, created_at, finished_at, storage_key, preview_key,
    media_type, width, height, bytes, placeholder, cost_credits)
  SELECT image_id, job_id, made.user_id, 'sandbox', model, 0, 'delivered', made_at, made_at, 'k', 'p', 'image/webp',
    width, height, 900000, 'data:image/webp;base64,' || repeat('UklGRlYA', 24), 5
  FROM made JOIN jobs ON jobs.id = job_id, LATERAL pg_temp.sizes(chance) ORDER BY made_at`

const insertPictures = `
  INSERT INTO pictures (image_id, user_id, made_at, model, operation, width, height, shape, colours, favourite, folder_id, deleted_at,
    terms)
  SELECT image_id, made.user_id, made_at, model, operation, width, height,
    (CASE WHEN width > height THEN 'landscape' WHEN width < height THEN 'portrait' ELSE 'square' END)::picture_shape,
    ARRAY[(ARRAY['blue', 'green', 'red', 'brown'])[1 + chance / 3 % 4], (ARRAY['white', 'black', 'grey', 'teal'])[1 + chance / 5 % 4]],
    chance / 13 % 100 = 0, CASE WHEN chance / 17 % 20 = 0 THEN $2::uuid END,
    CASE WHEN chance / 19 % 200 = 0 THEN now() END,
    replace(terms, $1, ${tagInSql})::tsvector
  FROM made JOIN jobs ON jobs.id = job_id JOIN prompts ON number = made.prompt, LATERAL pg_temp.sizes(chance) ORDER BY made_at`

const makeSizes = `
  CREATE FUNCTION pg_temp.sizes(chance bigint, OUT width integer, OUT height integer) LANGUAGE sql AS $$
    SELECT w[1 + chance / 23 % 8], h[1 + chance / 23 % 8]
    FROM (SELECT ARRAY[1024, 1024, 1024, 1536, 1024, 1792, 2048, 3072] AS w, ARRAY[1024, 1024, 1536, 1024, 1792, 1024, 2048, 1024] AS h) all_sizes
  $$`

/**
 * Fills the library by SQL with pictures of one user among those of many others.
 * @returns the user, and a folder with a twentieth of the pictures
 */
export async function fillLibrary(
  databaseUrl: string,
  { own, others }: LibraryFill,
): Promise<{ userId: string; folderId: string }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    // What is made here fits together: nothing needs to look up each row's job and user.
    await client.query('SET session_replication_role = replica')
    const users = await client.query<{ id: string }>(insertUsers, [
      1 + Math.ceil(others / PICTURES_OF_A_STRANGER),
    ])
    const [userId = '', ...strangers] = users.rows.map(({ id }) => id)
    const folder = await client.query<{ id: string }>(
      `INSERT INTO folders (id, user_id, name) VALUES (gen_random_uuid(), $1, 'Foxes') RETURNING id`,
      [userId],
    )
    const folderId = folder.rows[0]?.id ?? ''
    await client.query('CREATE TEMP TABLE prompts (number integer PRIMARY KEY, prompt text, terms text)')
    await client.query(
      'INSERT INTO prompts SELECT n - 1, p, t FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS list (p, t, n)',
      [prompts, prompts.map((prompt) => termVector(nobody, prompt))],
    )
    await client.query(makeSizes)
    const every = Math.max(1, Math.round((own + others) / own))
    await client.query(makeRows, [
      userId,
      strangers.length > 0 ? strangers : [userId],
      every,
      own + others,
      prompts.length,
    ])
    await client.query(insertJobs)
    await client.query(insertImages)
    // Built at once, a GIN index costs a fraction of what it costs row by row.
    const large = await client.query<{ name: string; definition: string }>(
      `SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE tablename = 'pictures' AND indexdef LIKE '%USING gin%'`,
    )
    for (const { name } of large.rows) await client.query(`DROP INDEX ${name}`)
    await client.query(insertPictures, ['____', folderId])
    for (const { definition } of large.rows) await client.query(definition)
    await client.query('ANALYZE')
    await makeVisible(client)
    return { userId, folderId }
  } finally {
    await client.end()
  }
}

/** Until an index alone may answer for every row: another session's look at the database may hold that up. */
async function makeVisible(client: pg.Client): Promise<void> {
  for (;;) {
    await client.query('VACUUM pictures')
    const { rows } = await client.query(
      `SELECT 1 FROM pg_class WHERE oid = 'pictures'::regclass AND relallvisible >= relpages`,
    )
    if (rows.length > 0) return
    await delay(100)
  }
}
