import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { filtersShape } from '#lib/library/filters.ts'
import { readFacets } from '#lib/library/read-facets.ts'
import { readLayout } from '#lib/library/read-layout.ts'
import { readMonths } from '#lib/library/read-months.ts'
import { listPictures, readNeighbours, readWindow } from '#lib/library/read-pictures.ts'
import { removeDuePictures } from '#lib/library/remove-due-pictures.ts'
import { fillLibrary } from './library-fill.ts'
import { caught, scansIn } from './statement-plans.ts'

// Views are read from indexes, and nobody's waits for the pictures of others: on tables as large as the planner needs to choose.

const own = 5000
const others = 60_000
const schema = z.object(filtersShape)

let client: pg.Client
let userId: string
let folder: string

beforeAll(async () => {
  const filled = await fillLibrary(env.DATABASE_URL ?? '', { own, others })
  userId = filled.userId
  folder = filled.folderId
  client = new pg.Client({ connectionString: env.DATABASE_URL })
  await client.connect()
}, 120_000)
afterAll(() => client.end())

async function scansOf(run: () => Promise<unknown>) {
  const scans = await scansIn(client, await caught(run))
  expect(scans.map(({ table }) => table)).toContain('pictures')
  return scans.filter(({ table }) => table !== 'folders')
}

async function expectIndexed(rowsMax: number, run: () => Promise<unknown>): Promise<void> {
  const scans = await scansOf(run)
  expect(scans.filter(({ node, rows }) => node === 'Seq Scan' || rows > rowsMax)).toEqual([])
}

const views: Record<string, string>[] = [
  ...[
    {},
    { model: 'dall-e-3' },
    { kind: 'edit' },
    { shape: 'portrait' },
    { colour: 'pink' },
    { favourite: '1' },
  ],
  ...[{ bin: '1' }, { to: '2020-01-01T00:00:00Z' }, { q: 'fox' }, { q: 'zebra' }, { q: '在' }, { q: '斑马' }],
  ...[
    { q: '在雪地里' },
    { q: '斑马过河' },
    { q: 'z' },
    { q: 'giraffe' },
    { q: '"in the snow"', favourite: '1' },
  ],
]

it.each(views)('a view with %j reads no more than its user has, and by index', async (query) => {
  const filters = schema.parse(query)
  await expectIndexed(own, () => listPictures(userId, filters, { limit: 60 }))
  await expectIndexed(own, () => readLayout(userId, filters))
  const { asOf, count } = await readLayout(userId, filters)
  if (!asOf) return
  await expectIndexed(own, () =>
    readWindow(userId, filters, { asOf, offset: Math.floor(count / 2), limit: 60 }),
  )
  await expectIndexed(own, () => readMonths(userId, filters, { asOf, timeZone: 'Asia/Shanghai' }))
})

it('a folder is one, too', async () => {
  await expectIndexed(own, () => listPictures(userId, schema.parse({ folder }), { limit: 60 }))
})

it('what the filters need is never looked up in the rows', async () => {
  const scans = await scansOf(() =>
    readLayout(userId, schema.parse({ model: 'dall-e-3', colour: 'red', favourite: '1' })),
  )
  expect(scans.map(({ node }) => node)).toEqual(['Index Only Scan', 'Index Only Scan'])
})

it('of a rare word only its own rows are read, after a look at what is near', async () => {
  await expectIndexed(1300, () => listPictures(userId, schema.parse({ q: '斑马' }), { limit: 60 }))
  await expectIndexed(1300, () => listPictures(userId, schema.parse({ q: 'giraffe' }), { limit: 60 }))
})

it('neighbours, facets and what is due are found by index', async () => {
  const { imageId } = await db.picture.findFirstOrThrow({ where: { userId }, select: { imageId: true } })
  for (const query of views)
    await expectIndexed(own, () => readNeighbours(userId, imageId, schema.parse(query)))
  await expectIndexed(own, () => readFacets(userId))
  // Nothing is: a walk through the table would find that out too, and slowly.
  await expectIndexed(1, () => removeDuePictures())
})

it('the two ways to search find the same pictures', async () => {
  for (const q of ['fox', '狐狸', 'zebra', '斑马过河', '在雪地里', '"in the snow"']) {
    const filters = schema.parse({ q })
    const { asOf, count } = await readLayout(userId, filters)
    const near = await listPictures(userId, filters, { limit: 60 })
    // So far back that the near way is not tried, and to the beginning by the newest.
    const [all = []] = [
      await client.query<{ id: string }>(
        `SELECT image_id AS id FROM pictures JOIN images ON images.id = image_id JOIN jobs ON jobs.id = job_id
         WHERE pictures.user_id = $1 AND deleted_at IS NULL AND prompt ILIKE '%' || $2 || '%'
         ORDER BY made_at DESC, image_id DESC`,
        [userId, q.replaceAll('"', '')],
      ),
    ].map(({ rows }) => rows.map(({ id }) => id))
    expect(count).toBe(all.length)
    expect(near.pictures.map(({ id }) => id)).toEqual(all.slice(0, 60))
    const offset = Math.max(0, count - 60)
    const far = await readWindow(userId, filters, { asOf: asOf ?? '', offset, limit: 60 })
    expect(far.map(({ id }) => id)).toEqual(all.slice(offset))
  }
})
