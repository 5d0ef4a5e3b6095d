import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newUser } from '#lib/jobs/job-fixtures.ts'
import { filtersShape, noFilters } from './filters.ts'
import { createFolder } from './folders.ts'
import { viewPictures } from './picture-rows.ts'
import { readFacets } from './read-facets.ts'
import { readLayout } from './read-layout.ts'
import { listPictures, readNeighbours, readWindow } from './read-pictures.ts'
import { newPicture, type TestPicture } from './test-library.ts'
import type { PictureLayout } from './view.ts'

const filtersOf = (query: Record<string, string>) => z.object(filtersShape).parse(query)

let userId: string
let strangerId: string
let folderId: string
/** By name, oldest first. Three of them at the same moment: the order falls back to the id. */
const idByName = new Map<string, string>()
const nameById = new Map<string, string>()

const moment = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute))

beforeAll(async () => {
  userId = await newUser(0)
  strangerId = await newUser(0)
  folderId = (await createFolder(userId, '狐狸')).id
  const pictures: Record<string, TestPicture> = {
    snow: {
      madeAt: moment(0),
      prompt: '一只狐狸在雪地里',
      width: 1536,
      height: 1024,
      colours: ['white', 'orange'],
    },
    edit: { madeAt: moment(1), prompt: 'a red fox, watercolour', operation: 'edit', favourite: true },
    tall: { madeAt: moment(2), prompt: '白猫', width: 1024, height: 1536, folderId, colours: ['white'] },
    other: { madeAt: moment(3), prompt: 'Café au lait', model: 'dall-e-3', favourite: true, folderId },
    same1: { madeAt: moment(4), prompt: 'same' },
    same2: { madeAt: moment(4), prompt: 'same' },
    same3: { madeAt: moment(4), prompt: 'same 狐狸' },
    deleted: { madeAt: moment(5), prompt: '狐狸 deleted', deletedAt: new Date(), favourite: true, folderId },
    due: { madeAt: moment(6), prompt: '狐狸 due', deletedAt: new Date(Date.now() - 31 * 86_400_000) },
    raw: { madeAt: moment(7), prompt: '狐狸 not indexed yet', unindexed: true },
  }
  for (const [name, picture] of Object.entries(pictures)) {
    const id = await newPicture(userId, picture)
    idByName.set(name, id)
    nameById.set(id, name)
  }
  for (let made = 0; made < 5; made++)
    await newPicture(strangerId, { prompt: '一只狐狸 fox', madeAt: moment(made) })
})

const id = (name: string) => idByName.get(name) ?? ''
const names = (pictures: { id: string }[]) => pictures.map((picture) => nameById.get(picture.id) ?? '?')
/** Those of one moment, as their ids order them. */
const same = () => ['same1', 'same2', 'same3'].sort((a, b) => (id(a) < id(b) ? 1 : -1))
const all = () => ['raw', ...same(), 'other', 'tall', 'edit', 'snow']

/** The ratios, one for each picture, as a page unpacks them. */
function unpack({ order, ratios }: PictureLayout): number[] {
  return Array.from(order, (character) => ratios[character.charCodeAt(0) - 48] ?? Number.NaN)
}

describe('a view', () => {
  const views: [Record<string, string>, () => string[]][] = [
    [{}, all],
    [
      { q: '', model: '', kind: '', from: '', shape: '', colour: '', folder: '', favourite: '', bin: '' },
      all,
    ],
    [{ q: '狐狸' }, () => [...same().filter((name) => name === 'same3'), 'snow']],
    [{ q: '狐' }, () => ['same3', 'snow']],
    [{ q: '狐狸在雪地里' }, () => ['snow']],
    [{ q: '雪地在' }, () => []],
    [{ q: 'fox' }, () => ['edit']],
    [{ q: 'caf' }, () => ['other']],
    [{ q: 'Cafe AU' }, () => ['other']],
    [{ q: '🦊' }, () => []],
    [{ q: '!!!' }, () => []],
    [{ model: 'dall-e-3' }, () => ['other']],
    [{ model: 'no-such-model' }, () => []],
    [{ kind: 'edit' }, () => ['edit']],
    [{ shape: 'landscape' }, () => ['snow']],
    [{ shape: 'portrait' }, () => ['tall']],
    [{ colour: 'white' }, () => ['tall', 'snow']],
    [{ colour: 'orange' }, () => ['snow']],
    [{ favourite: '1' }, () => ['other', 'edit']],
    [{ favourite: '0' }, all],
    [{ bin: '1' }, () => ['deleted']],
    [{ bin: '1', q: '狐狸' }, () => ['deleted']],
    [{ bin: '1', favourite: '1', shape: 'square' }, () => ['deleted']],
    [{ from: moment(2).toISOString(), to: moment(4).toISOString() }, () => ['other', 'tall']],
    [{ from: '2026-11-20T20:03:00+08:00', to: '2026-11-20T20:04:00+08:00' }, () => ['other']],
    [{ favourite: '1', kind: 'edit', q: 'watercolour red' }, () => ['edit']],
  ]
  it.each(views)(
    'with %j has its pictures, by page, by layout, by window and one by one',
    async (query, expected) => {
      const filters = filtersOf(query)
      const wanted = expected()
      for (const limit of [1, 2, 60]) {
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const page = await listPictures(userId, filters, { cursor, limit })
          expect(page.pictures.length).toBeLessThanOrEqual(limit)
          seen.push(...names(page.pictures))
          cursor = page.nextCursor ?? undefined
        } while (cursor)
        expect(seen).toEqual(wanted)
      }
      const layout = await readLayout(userId, filters)
      expect(layout.count).toBe(wanted.length)
      const { pictures } = await listPictures(userId, filters, { limit: 60 })
      expect(unpack(layout)).toEqual(pictures.map(({ width, height }) => Math.round((width / height) * 1000)))
      if (layout.asOf === null) return
      for (let offset = 0; offset <= wanted.length; offset++) {
        const window = await readWindow(userId, filters, { asOf: layout.asOf, offset, limit: 2 })
        expect(names(window)).toEqual(wanted.slice(offset, offset + 2))
      }
      for (const [index, name] of wanted.entries()) {
        expect(await readNeighbours(userId, id(name), filters)).toEqual({
          newer: index > 0 ? id(wanted[index - 1] ?? '') : null,
          older: index < wanted.length - 1 ? id(wanted[index + 1] ?? '') : null,
        })
      }
    },
  )

  it('of a folder has what is in it, and nothing for somebody else who knows its id', async () => {
    expect(
      names((await listPictures(userId, filtersOf({ folder: folderId }), { limit: 9 })).pictures),
    ).toEqual(['other', 'tall'])
    expect((await listPictures(strangerId, filtersOf({ folder: folderId }), { limit: 9 })).pictures).toEqual(
      [],
    )
    expect((await readLayout(strangerId, filtersOf({ folder: folderId }))).count).toBe(0)
  })

  it('tells all that a wall needs of a picture', async () => {
    const [picture] = (await listPictures(userId, filtersOf({ q: '雪地' }), { limit: 1 })).pictures
    expect(picture).toEqual({
      ...{ id: id('snow'), jobId: expect.any(String), index: 0, model: 'gpt-image-2', operation: 'generate' },
      ...{ prompt: '一只狐狸在雪地里', params: { size: '1536x1024', quality: 'low', partialImages: 0 } },
      ...{
        madeAt: moment(0).toISOString(),
        costCredits: 5,
        width: 1536,
        height: 1024,
        mediaType: 'image/png',
      },
      ...{
        sizeBytes: 1,
        placeholder: null,
        hasPreview: false,
        favourite: false,
        folderId: null,
        deletedAt: null,
      },
      colours: ['white', 'orange'],
    })
  })

  it('is not shifted by what comes in after it was laid out', async () => {
    const fresh = await newUser(0)
    for (const minute of [1, 2, 3]) await newPicture(fresh, { madeAt: moment(minute) })
    const { asOf } = await readLayout(fresh, noFilters)
    const before = await readWindow(fresh, noFilters, { asOf: asOf ?? '', offset: 1, limit: 5 })
    await newPicture(fresh, { madeAt: moment(4) })
    expect(await readWindow(fresh, noFilters, { asOf: asOf ?? '', offset: 1, limit: 5 })).toEqual(before)
    const first = await listPictures(fresh, noFilters, { limit: 2 })
    await newPicture(fresh, { madeAt: moment(5) })
    const next = await listPictures(fresh, noFilters, { cursor: first.nextCursor ?? '', limit: 5 })
    expect(next.pictures.map((picture) => picture.id)).toEqual(before.map((picture) => picture.id))
  })

  it('says where a picture would stand that it has not', async () => {
    expect(await readNeighbours(userId, id('tall'), filtersOf({ favourite: '1' }))).toEqual({
      newer: id('other'),
      older: id('edit'),
    })
    for (const asker of [strangerId, userId]) {
      const foreign = asker === userId ? randomUUID() : id('tall')
      await expect(readNeighbours(asker, foreign, noFilters)).rejects.toMatchObject({ code: 'not_found' })
    }
  })
})

describe('a cursor', () => {
  it.each([
    'garbage',
    '_',
    '2026-11-22T12:00:00.000Z_x',
    '0000-01-01T00:00:00.000Z_019ab000-0000-7000-8000-000000000000',
    '\0',
  ])('%j is refused with a clear error', async (cursor) => {
    await expect(listPictures(userId, noFilters, { cursor, limit: 2 })).rejects.toMatchObject({
      details: { problems: [{ field: 'cursor', code: 'malformed' }] },
    })
    await expect(readWindow(userId, noFilters, { asOf: cursor, offset: 0, limit: 2 })).rejects.toMatchObject({
      details: { problems: [{ field: 'asOf', code: 'malformed' }] },
    })
  })

  it('is not the only door: whoever knows an id sees nothing of a stranger’s picture', async () => {
    expect(await viewPictures(userId, [id('snow')])).toHaveLength(1)
    expect(await viewPictures(strangerId, [id('snow')])).toEqual([])
  })

  it('of one user shows nothing to another', async () => {
    const { nextCursor } = await listPictures(userId, noFilters, { limit: 1 })
    const { pictures } = await listPictures(strangerId, noFilters, { cursor: nextCursor ?? '', limit: 60 })
    expect(pictures).toHaveLength(5)
    expect(names(pictures)).toEqual(['?', '?', '?', '?', '?'])
  })
})

it('counts what there is to choose from', async () => {
  expect(await readFacets(userId)).toEqual({
    count: 8,
    favourites: 2,
    bin: 1,
    models: [
      { model: 'gpt-image-2', count: 7 },
      { model: 'dall-e-3', count: 1 },
    ],
    kinds: [
      { kind: 'generate', count: 7 },
      { kind: 'edit', count: 1 },
    ],
    folders: [{ id: folderId, name: '狐狸', createdAt: expect.any(String), count: 2 }],
  })
  expect(await readFacets(await newUser(0))).toEqual({
    ...{ count: 0, favourites: 0, bin: 0, models: [], kinds: [], folders: [] },
  })
})

it('lays out very long and very many kinds of pictures', async () => {
  const fresh = await newUser(0)
  const sizes = Array.from({ length: 120 }, (_, index): [number, number] => [1000 + index * 7, 1000])
  for (const [index, [width, height]] of [...sizes, [9000, 100] as const, [10, 9000] as const].entries()) {
    await newPicture(fresh, { width, height, madeAt: moment(index) })
  }
  const expected = [...sizes.map(([width]) => width), 20_000, 50].reverse()
  const layout = await readLayout(fresh, noFilters)
  expect(unpack(layout)).toEqual(expected)
  expect(unpack(JSON.parse(JSON.stringify(layout)))).toEqual(expected)
})
