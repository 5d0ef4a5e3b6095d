import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { parseQuery } from './parse-query.ts'
import { termVector } from './term-vector.ts'

// What PostgreSQL makes of our terms, without any rows.

const userId = '0192aab5-9f3a-7cc1-8b4e-1d1f0f7a9c11'
const otherId = '0192aab5-9f3a-7cc1-8b4e-1d1f0f7a9c12'

/** Which of the queries find the text, in one round trip. */
async function finds(text: string, typed: string[], asker = userId): Promise<boolean[]> {
  const queries = typed.map((each) => parseQuery(asker, each))
  const rows = await db.$queryRaw<{ found: boolean | null }[]>`
    SELECT ${termVector(userId, text)}::tsvector @@ query::tsquery AS found
    FROM unnest(${queries}::text[]) WITH ORDINALITY AS list (query, place) ORDER BY place`
  return rows.map(({ found }) => found ?? false)
}

async function found(text: string, typed: string): Promise<boolean> {
  return (await finds(text, [typed]))[0] ?? false
}

/** Few characters, so that they come back in every order. */
const han = fc.constantFrom(...'一只狐狸在雪地里水墨画猫')
const hanText = fc.array(
  fc.oneof({ weight: 8, arbitrary: han }, fc.constantFrom('，', '。', ' ', 'a', '3D')),
  {
    minLength: 1,
    maxLength: 60,
  },
)

describe('of Chinese text', () => {
  it('every piece of one and two characters is found, and every longer one', async () => {
    await fc.assert(
      fc.asyncProperty(hanText, async (characters) => {
        const text = characters.join('')
        const runs = text.match(/\p{Script=Han}+/gu) ?? []
        const pieces = runs.flatMap((run) =>
          Array.from({ length: run.length }, (_, at) =>
            [1, 2, 3, 5, 9].map((size) => run.slice(at, at + size)),
          ).flat(),
        )
        const unique = [...new Set(pieces)]
        const results = await finds(text, unique)
        expect(unique.filter((_, index) => !results[index])).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('what is found stands there as it was typed', async () => {
    const typed = fc.array(han, { minLength: 1, maxLength: 5 }).map((characters) => characters.join(''))
    await fc.assert(
      fc.asyncProperty(
        hanText,
        fc.array(typed, { minLength: 20, maxLength: 20 }),
        async (characters, queries) => {
          const text = characters.join('')
          expect(await finds(text, queries)).toEqual(queries.map((query) => text.includes(query)))
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('of any text', () => {
  it.each([
    ['A red fox in the snow', 'fox', true],
    ['A red fox in the snow', 'FO', true],
    ['A red fox in the snow', 'snow red', true],
    ['A red fox in the snow', 'ox', false],
    ['A red fox in the snow', 'fox cat', false],
    ['A red fox in the snow', '"red fox"', true],
    ['A red, fox', '"red fox"', true],
    ['A red fox in the snow', '"fox red"', false],
    ['A red foxglove', '"red fox"', false],
    ['a Café at night', 'cafe', true],
    ['a Café at night', 'café', true],
    ['a cafe at night', 'café', false],
    ['ＦＯＸ', 'fox', true],
    ['狐狸 fox', '“狐狸 fox”', true],
    ['狐狸，在雪地', '狐狸在雪', false],
    ['狐狸，在雪地', '狐狸 在雪', true],
    ['猫のイラスト', 'イラスト', true],
    ['고양이 그림', '양이', true],
    ['a fox 🦊!', '🦊', true],
    ['a fox', '🦊', false],
    ['شجرة خضراء', 'خضر', true],
    ['<script>alert(1)</script>', 'script', true],
    ["it's O'Brien", "o'brien", true],
    ['nothing', '%', false],
    ['nothing', '*', false],
  ])('of %j, %j finds it: %s', async (text, typed, expected) => {
    expect(await found(text, typed)).toBe(expected)
  })

  it('whatever is typed is a query that PostgreSQL takes', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: fc.constantFrom(...'\'"\\|&!():*<>-+%_;\0 a狐🦊\u0301\u202e'), maxLength: 200 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 20, maxLength: 20 }), async (queries) => {
        await finds('a fox', queries)
      }),
      { numRuns: 100 },
    )
  })

  it('finds nothing of somebody else’s by the same words', async () => {
    expect(await finds('a fox 狐狸', ['fox', '狐狸', '狐'], otherId)).toEqual([false, false, false])
  })
})

describe('of a very long prompt', () => {
  const filler = Array.from({ length: 30_000 }, (_, index) =>
    String.fromCodePoint(0x4e00 + ((index * 7919) % 9000)),
  ).join('')

  it('words beyond the last place that PostgreSQL keeps are found, rows of them too', async () => {
    const text = `${filler}红狐狸坐在屋顶上 a red fox`
    expect(await finds(text, ['狐狸', '红', '红狐狸坐在屋顶', 'fox', '"red fox"', '屋顶上坐'])).toEqual([
      ...[true, true, true, true, true],
      false,
    ])
  })

  it('a character that comes up a thousand times is found in its last place', async () => {
    expect(await found(`${'狐猫'.repeat(1000)}狐狸在`, '猫狐狸在')).toBe(true)
  })

  it('is kept in one value', async () => {
    for (const text of [
      filler,
      'ﷺ'.repeat(32_000),
      Array.from({ length: 9000 }, (_, n) => `w${n}`).join(' '),
    ]) {
      await expect(finds(text, ['狐'])).resolves.toHaveLength(1)
    }
  })
})
