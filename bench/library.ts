import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { filtersShape } from '#lib/library/filters.ts'
import { readFacets } from '#lib/library/read-facets.ts'
import { readLayout } from '#lib/library/read-layout.ts'
import { readMonths } from '#lib/library/read-months.ts'
import { listPictures, readNeighbours, readWindow } from '#lib/library/read-pictures.ts'
import { termVector } from '#lib/library/term-vector.ts'
import { fillLibrary, type LibraryFill } from './library-fill.ts'
import { type Percentiles, percentiles } from './percentiles.ts'

const others = 1_000_000
const small: LibraryFill = { own: 100, others: 0 }
const large: LibraryFill = { own: 100_000, others }
const turns = 40
const PAGE = 60

async function timed(once: () => Promise<unknown>, times = turns): Promise<Percentiles> {
  const samplesMs: number[] = []
  // The first time a statement comes it is planned and its pages are read from the disk.
  await once()
  for (let turn = 0; turn < times; turn++) {
    const startedMs = performance.now()
    await once()
    samplesMs.push(performance.now() - startedMs)
  }
  return percentiles(samplesMs)
}

const schema = z.object(filtersShape)

/** Every filter alone, and words of every kind: how common each is stands in library-fill.ts. */
function viewsOf(folder: string): Record<string, Record<string, string>> {
  return {
    all: {},
    model: { model: 'dall-e-3' },
    'model that no picture has': { model: 'dall-e-2' },
    kind: { kind: 'edit' },
    shape: { shape: 'portrait' },
    colour: { colour: 'red' },
    'colour that no picture has': { colour: 'pink' },
    favourites: { favourite: '1' },
    folder: { folder },
    bin: { bin: '1' },
    'a month ago': { to: new Date(Date.now() - 30 * 86_400_000).toISOString() },
    'common word': { q: 'fox' },
    'rare word': { q: 'zebra' },
    'beginning of a word': { q: 'f' },
    'word that no picture has': { q: 'giraffe' },
    'one common character': { q: '在' },
    'one rare character': { q: '斑' },
    'two common characters': { q: '狐狸' },
    'two rare characters': { q: '斑马' },
    'four characters': { q: '在雪地里' },
    'rare phrase of characters': { q: '斑马过河' },
    'phrase of words': { q: '"in the snow"' },
    'word and favourite': { q: 'fox', favourite: '1' },
  }
}

async function measure(fill: LibraryFill) {
  const startedMs = performance.now()
  const { userId, folderId } = await fillLibrary(env.DATABASE_URL ?? '', fill)
  const fillSeconds = Math.round((performance.now() - startedMs) / 1000)
  const views: Record<string, object> = {}
  for (const [name, query] of Object.entries(viewsOf(folderId))) {
    const filters = schema.parse(query)
    const layout = await readLayout(userId, filters)
    const { asOf, count } = layout
    const answer = Buffer.from(JSON.stringify(layout))
    views[name] = {
      pictures: count,
      listMs: await timed(() => listPictures(userId, filters, { limit: PAGE })),
      layoutMs: await timed(() => readLayout(userId, filters), 10),
      layoutBytes: { plain: answer.length, gzip: gzipSync(answer).length },
      ...(asOf && {
        windowInTheMiddleMs: await timed(
          () => readWindow(userId, filters, { asOf, offset: Math.floor(count / 2), limit: PAGE }),
          10,
        ),
        monthsMs: await timed(() => readMonths(userId, filters, { asOf, timeZone: 'Asia/Shanghai' }), 10),
      }),
    }
  }
  const middle = await db.picture.findFirstOrThrow({
    where: { userId },
    orderBy: [{ madeAt: 'desc' }],
    skip: Math.floor(fill.own / 2),
    select: { imageId: true },
  })
  const neighbours = (query: Record<string, string>) =>
    timed(() => readNeighbours(userId, middle.imageId, schema.parse(query)), 10)
  return {
    ...fill,
    fillSeconds,
    views,
    facetsMs: await timed(() => readFacets(userId), 10),
    neighboursMs: {
      all: await neighbours({}),
      'rare word': await neighbours({ q: 'zebra' }),
      favourites: await neighbours({ favourite: '1' }),
    },
  }
}

/** How long it takes to make a prompt findable. */
async function measureTerms() {
  const userId = randomUUID()
  const short = '一只红色的狐狸站在雪地里，水彩画风格, soft light'
  const long = Array.from({ length: 32_000 }, (_, at) =>
    String.fromCodePoint(0x4e00 + ((at * 7919) % 3001)),
  ).join('')
  const english = 'The quick brown fox jumps over the lazy dog. '.repeat(800).slice(0, 32_000)
  const once = (prompt: string) => timed(async () => void termVector(userId, prompt), 20)
  return { short: await once(short), chinese32000: await once(long), english32000: await once(english) }
}

/** Server time of the library, in the domain functions that the routes call: with a few pictures, then with very many among millions. */
export async function library(): Promise<object> {
  try {
    const termsMs = await measureTerms()
    const reference = await measure(small)
    const measured = await measure(large)
    return { aim: { listP95Ms: 60, layoutMs: 150, layoutGzipBytes: 60_000 }, termsMs, ...measured, reference }
  } finally {
    await db.$disconnect()
  }
}
