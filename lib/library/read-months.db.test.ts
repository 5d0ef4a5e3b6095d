import { beforeAll, expect, it } from 'vitest'
import { formatCursor } from '#lib/http/time-cursor.ts'
import { newUser } from '#lib/jobs/job-fixtures.ts'
import { noFilters } from './filters.ts'
import { readLayout } from './read-layout.ts'
import { readMonths } from './read-months.ts'
import { newPicture } from './test-library.ts'

let userId: string
let asOf: string

beforeAll(async () => {
  userId = await newUser(0)
  const times = [
    ...['2025-12-31T15:59:59.999Z', '2025-12-31T16:00:00Z', '2026-01-05T00:00:00Z'],
    ...['2026-03-31T22:30:00Z', '2026-04-02T00:00:00Z'],
  ]
  for (const time of times) await newPicture(userId, { madeAt: new Date(time) })
  await newPicture(userId, { madeAt: new Date('2026-03-01T12:00:00Z'), favourite: true, prompt: '墨竹' })
  await newPicture(userId, { madeAt: new Date('2026-02-01T12:00:00Z'), deletedAt: new Date() })
  await newPicture(await newUser(0), { madeAt: new Date('2026-02-02T12:00:00Z') })
  asOf = (await readLayout(userId, noFilters)).asOf ?? ''
})

it('counts the pictures of a view by the months of the reader’s clock, newest first', async () => {
  expect(await readMonths(userId, noFilters, { asOf, timeZone: 'Asia/Shanghai' })).toEqual([
    { start: '2026-03-31T16:00:00.000Z', count: 2 },
    { start: '2026-02-28T16:00:00.000Z', count: 1 },
    { start: '2025-12-31T16:00:00.000Z', count: 2 },
    { start: '2025-11-30T16:00:00.000Z', count: 1 },
  ])
  expect(
    (await readMonths(userId, noFilters, { asOf, timeZone: 'UTC' })).map(({ start, count }) => [
      start.slice(0, 7),
      count,
    ]),
  ).toEqual([
    ['2026-04', 1],
    ['2026-03', 2],
    ['2026-01', 1],
    ['2025-12', 2],
  ])
})

it('counts what the view shows, and nothing that came after it was laid out', async () => {
  const counts = async (filters: object, from = asOf) =>
    (await readMonths(userId, { ...noFilters, ...filters }, { asOf: from, timeZone: 'UTC' })).map(
      ({ count }) => count,
    )
  expect(await counts({ favourite: true })).toEqual([1])
  expect(await counts({ q: '墨竹' })).toEqual([1])
  expect(await counts({ bin: true })).toEqual([1])
  expect(await counts({ q: 'none' })).toEqual([])
  const january = formatCursor({ time: new Date('2026-01-31T00:00:00Z'), id: userId })
  expect(await counts({}, january)).toEqual([1, 2])
  const far = formatCursor({ time: new Date('9999-12-31T23:00:00Z'), id: userId })
  expect(await counts({}, far)).toEqual([1, 2, 1, 2])
  expect(await readMonths(await newUser(0), noFilters, { asOf, timeZone: 'UTC' })).toEqual([])
})
