import { randomBytes, randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { SessionUser } from '#lib/accounts/session-user.ts'
import { db } from '#lib/db.ts'
import { readZip } from '#lib/http/testing/read-zip.ts'
import { newUser } from '#lib/jobs/job-fixtures.ts'
import { newPicture } from '#lib/library/test-library.ts'
import { POST as deleteFolder } from '../folders/[id]/delete/route.ts'
import { POST as renameFolder } from '../folders/[id]/rename/route.ts'
import { POST as createFolder, GET as listFolders } from '../folders/route.ts'
import { POST as remove } from './delete/route.ts'
import { GET as facets } from './facets/route.ts'
import { POST as favourite } from './favourite/route.ts'
import { GET as ids } from './ids/route.ts'
import { GET as layout } from './layout/route.ts'
import { GET as months } from './months/route.ts'
import { POST as move } from './move/route.ts'
import { GET as neighbours } from './neighbours/route.ts'
import { POST as purge } from './purge/route.ts'
import { POST as restore } from './restore/route.ts'
import { GET as list } from './route.ts'
import { GET as window } from './window/route.ts'
import { POST as checkZip } from './zip/check/route.ts'
import { POST as zip } from './zip/route.ts'

// Who is signed in is read from Next's request, which a test has not got.
const signedIn = vi.hoisted(() => ({ user: null as SessionUser | null }))
vi.mock('#lib/accounts/current-user.ts', () => ({ currentUser: async () => signedIn.user }))

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>
const origin = 'http://localhost:3000'

function get(handler: Handler, query: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`${origin}/api/pictures?${new URLSearchParams(query)}`)
  return handler(request, { params: Promise.resolve({}) })
}

function post(handler: Handler, body: unknown, params: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`${origin}/api/pictures`, {
    method: 'POST',
    headers: {
      'content-type':
        body instanceof URLSearchParams ? 'application/x-www-form-urlencoded' : 'application/json',
    },
    body: body instanceof URLSearchParams ? body : JSON.stringify(body),
  })
  return handler(request, { params: Promise.resolve(params) })
}

async function problemsOf(response: Response) {
  const shape = z.object({
    error: z.looseObject({ code: z.string(), problems: z.array(z.looseObject({})).default([]) }),
  })
  const { error } = shape.parse(await response.json())
  return { status: response.status, code: error.code, problems: error.problems }
}

let userId: string
let mine: string
let theirs: string

beforeEach(async () => {
  await db.rateLimit.deleteMany()
  userId = await newUser(0)
  mine = await newPicture(userId, { prompt: '一只狐狸', bytes: randomBytes(9) })
  theirs = await newPicture(await newUser(0), { prompt: '一只狐狸', bytes: randomBytes(9) })
  signedIn.user = {
    ...{ id: userId, email: 'x@example.com', role: 'user', locale: 'en', emailVerified: true },
    ...{ sessionId: randomUUID(), currency: null, timeZone: null },
  }
})

const fromNewest = {
  asOf: '2100-01-01T00:00:00.000Z_ffffffff-ffff-ffff-ffff-ffffffffffff',
  offset: '0',
}
const reads: [string, Handler, Record<string, string>][] = [
  ['list', list, {}],
  ['layout', layout, {}],
  ['window', window, { ...fromNewest, limit: '9' }],
  ['ids', ids, { ...fromNewest, limit: '10000' }],
  ['months', months, { asOf: fromNewest.asOf, timeZone: 'UTC' }],
]

describe('a visitor', () => {
  it('is asked to sign in', async () => {
    signedIn.user = null
    for (const [, handler, query] of reads) expect((await get(handler, query)).status).toBe(401)
    for (const handler of [facets, neighbours, listFolders]) expect((await get(handler)).status).toBe(401)
    for (const handler of [favourite, move, remove, restore, purge, zip, checkZip, createFolder]) {
      expect((await post(handler, { ids: [mine] })).status).toBe(401)
    }
    for (const handler of [renameFolder, deleteFolder]) {
      expect((await post(handler, { name: 'x' }, { id: mine })).status).toBe(401)
    }
  })
})

describe.each(reads)('GET %s', (_name, handler, place) => {
  it.each([
    '🦊🦊🦊',
    'שלום עולם',
    '<script>alert(1)</script>',
    `'; DROP TABLE pictures; --`,
    "' | !( & <-> :* \\",
    '"',
    '%_%',
    'x'.repeat(200),
    '狐'.repeat(200),
    'a '.repeat(100),
  ])('finds nothing for %j, and does not fail', async (q) => {
    const response = await get(handler, { ...place, q })
    expect(response.status).toBe(200)
    expect(await response.text()).not.toContain(mine)
  })

  const refused: Record<string, string>[] = [
    { q: 'x'.repeat(10_000) },
    { q: '\0' },
    { kind: 'video' },
    { shape: 'round' },
    { colour: 'beige' },
    { favourite: 'yes' },
    { bin: '2' },
    { folder: 'none' },
    { from: 'yesterday' },
    { to: '0000-01-01T00:00:00Z' },
    { from: '2026-13-01T00:00:00Z' },
    { from: `2026-01-01T00:00:00.${'0'.repeat(200)}Z` },
    { to: '2026-01-01T00:00:00+24:00' },
    { to: '9999-12-31T23:59:59-23:00' },
    { to: '0001-01-01T00:00:00+23:00' },
  ]
  it.each(refused)('refuses %j', async (query) => {
    const answer = await problemsOf(await get(handler, { ...place, ...query }))
    expect(answer).toMatchObject({ status: 400, code: 'invalid_request' })
  })
})

it('takes every moment that can be written, also those that PostgreSQL would not read', async () => {
  const from = '2026-01-01T00:00:00+23:00'
  expect(await (await get(layout, { from })).json()).toMatchObject({ count: 1 })
  expect(await (await get(layout, { to: from })).json()).toMatchObject({ count: 0 })
  expect(await (await get(layout, { from: '2026-01-01T00:00:00.123456789012Z' })).json()).toMatchObject({
    count: 1,
  })
})

describe('the ids of a view', () => {
  it('are one’s own, from the place on, as many as asked for', async () => {
    const older = await newPicture(userId, { madeAt: new Date(Date.now() - 60_000), favourite: true })
    const idsOf = async (query: Record<string, string>) =>
      (await get(ids, { ...fromNewest, limit: '10', ...query })).json()
    expect(await idsOf({})).toEqual({ ids: [mine, older] })
    expect(await idsOf({ limit: '1' })).toEqual({ ids: [mine] })
    expect(await idsOf({ offset: '1' })).toEqual({ ids: [older] })
    expect(await idsOf({ favourite: '1' })).toEqual({ ids: [older] })
    expect(await idsOf({ q: '狐狸' })).toEqual({ ids: [mine] })
    expect(await idsOf({ bin: '1' })).toEqual({ ids: [] })
  })

  it.each([{ limit: '10001' }, { limit: '0' }, { limit: '5', asOf: 'now' }, { limit: '5', offset: '-1' }])(
    'are not told for %j',
    async (query) => {
      expect((await get(ids, { ...fromNewest, ...query })).status).toBe(400)
    },
  )
})

it('tells the months of a time zone that there is, and of no other', async () => {
  const place = { asOf: fromNewest.asOf, timeZone: 'Asia/Shanghai' }
  expect(await (await get(months, place)).json()).toMatchObject({ months: [{ count: 1 }] })
  for (const timeZone of ['+08:00', 'Asia/Nowhere', "'; --", '']) {
    expect((await get(months, { ...place, timeZone })).status, timeZone).toBe(400)
  }
})

describe('the limits', () => {
  const used = async (name: string) =>
    (await db.rateLimit.findUnique({ where: { key: `${name}:${userId}` } }))?.points ?? 0
  const exhaust = (name: string) =>
    db.rateLimit.update({ where: { key: `${name}:${userId}` }, data: { points: 100_000 } })

  it('count reads, changes and purges apart, and refuse each with the time to wait', async () => {
    const ask = {
      'read-library': [
        ...reads.map(
          ([, handler, query]) =>
            () =>
              get(handler, query),
        ),
        () => get(neighbours, { id: mine }),
        ...[facets, listFolders].map((handler) => () => get(handler)),
      ],
      'change-library': [
        ...[favourite, move, remove, restore].map((handler) => () => post(handler, { ids: [mine] })),
        () => post(createFolder, { name: 'x' }),
        ...[renameFolder, deleteFolder].map((handler) => () => post(handler, { name: 'x' }, { id: mine })),
      ],
      'purge-pictures': [() => post(purge, { ids: [mine] })],
    }
    for (const [name, calls] of Object.entries(ask)) {
      for (const [index, call] of calls.entries()) {
        await call()
        expect(await used(name), `${name} ${index}`).toBe(index + 1)
      }
    }
    for (const [name, calls] of Object.entries(ask)) {
      await exhaust(name)
      for (const call of calls) {
        const refused = await call()
        expect(refused.status).toBe(429)
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
      }
    }
  })
})

it('shows one’s own picture everywhere, and a stranger’s nowhere', async () => {
  for (const [name, handler, query] of reads.filter(([name]) => name === 'list' || name === 'window')) {
    const text = await (await get(handler, { ...query, q: '狐狸' })).text()
    expect(text, name).toContain(mine)
    expect(text, name).not.toContain(theirs)
  }
  expect(await (await get(layout)).json()).toMatchObject({ count: 1, ratios: [1000], order: '0' })
  expect((await get(neighbours, { id: theirs })).status).toBe(404)
  expect(await (await get(neighbours, { id: mine, q: '狐' })).json()).toEqual({ newer: null, older: null })
  expect(await (await get(facets)).json()).toMatchObject({ count: 1, bin: 0 })
})

it('changes what it is told to, and refuses what makes no sense', async () => {
  expect(await (await post(favourite, { ids: [mine, theirs], favourite: true })).json()).toEqual({
    changed: 1,
  })
  expect(await (await post(remove, { ids: [mine, theirs] })).json()).toEqual({ changed: 1 })
  expect(await (await post(restore, { ids: [mine, theirs] })).json()).toEqual({ changed: 1 })
  expect(await (await post(remove, { ids: [mine] })).json()).toEqual({ changed: 1 })
  expect(await (await post(purge, { ids: [mine, theirs] })).json()).toEqual({ changed: 1 })
  expect(await db.picture.count({ where: { imageId: { in: [mine, theirs] } } })).toBe(1)
  const many = Array.from({ length: 1001 }, () => randomUUID())
  for (const body of [{ ids: [] }, { ids: many }, { ids: ['x'] }, { ids: 'x' }, {}, null]) {
    expect((await post(remove, body)).status).toBe(400)
  }
  expect((await post(remove, { ids: many.slice(1) })).status).toBe(200)
  expect((await post(move, { ids: [theirs], folderId: randomUUID() })).status).toBe(404)
})

it('makes, renames and deletes folders', async () => {
  const made = await post(createFolder, { name: ' 狐狸 ' })
  expect(made.status).toBe(201)
  const { folder } = z
    .object({ folder: z.object({ id: z.string(), name: z.string() }) })
    .parse(await made.json())
  expect(folder.name).toBe('狐狸')
  expect(await problemsOf(await post(createFolder, { name: '狐狸' }))).toMatchObject({
    status: 400,
    problems: [{ field: 'name', code: 'folder_name_taken' }],
  })
  expect(await (await post(move, { ids: [mine], folderId: folder.id })).json()).toEqual({ changed: 1 })
  expect((await post(renameFolder, { name: 'O"Neill' }, { id: folder.id })).status).toBe(200)
  expect(await (await get(listFolders)).json()).toMatchObject({ folders: [{ name: 'O"Neill', count: 1 }] })
  expect((await post(deleteFolder, {}, { id: folder.id })).status).toBe(200)
  expect(await (await get(listFolders)).json()).toEqual({ folders: [] })
})

describe('a ZIP', () => {
  it.each([
    ['a script', () => ({ ids: [mine, theirs] })],
    ['a form with a list', () => new URLSearchParams({ ids: [mine, theirs].join(',') })],
    [
      'a form with a field for each',
      () =>
        new URLSearchParams([
          ['ids', mine],
          ['ids', theirs],
        ]),
    ],
  ])('asked for by %s is a file to keep', async (_how, body) => {
    const response = await post(zip, body())
    expect(response.headers.get('content-type')).toBe('application/zip')
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="huafang-[\d-]+\.zip"; filename\*=UTF-8''/,
    )
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect((await readZip(response.body)).size).toBe(3)
  })

  it('says by its name, and by that of its manifests, which part of several it is', async () => {
    const response = await post(zip, new URLSearchParams({ ids: mine, part: '2,3' }))
    expect(response.headers.get('content-disposition')).toMatch(/filename="huafang-[\d-]+-2-of-3\.zip"/)
    const files = await readZip(response.body)
    expect([...files.keys()].slice(1)).toEqual(['manifest-2-of-3.json', 'manifest-2-of-3.csv'])
    expect(JSON.parse(String(files.get('manifest-2-of-3.json')))).toMatchObject({
      part: { number: 2, of: 3 },
      pictures: [{ id: mine }],
    })
    for (const part of ['3,2', '0,2', '1,1', '1', '1,2,3', 'x,y']) {
      expect((await post(zip, new URLSearchParams({ ids: mine, part }))).status, part).toBe(400)
    }
  })

  it('is asked about before: how many pictures are left of those that were chosen, and how large', async () => {
    const inBin = await newPicture(userId, { bytes: randomBytes(9), deletedAt: new Date() })
    const answer = await post(checkZip, { ids: [mine, theirs, inBin] })
    expect(await answer.json()).toEqual({ count: 1, sizeBytes: 9 })
    expect(await problemsOf(await post(checkZip, { ids: [theirs, inBin] }))).toMatchObject({
      status: 404,
      code: 'not_found',
    })
    expect((await post(checkZip, { ids: [] })).status).toBe(400)
  })

  it('takes five thousand, and no more', async () => {
    const many = Array.from({ length: 4999 }, () => randomUUID())
    const taken = await post(zip, new URLSearchParams({ ids: [mine, ...many].join(',') }))
    expect(taken.status).toBe(200)
    await taken.body?.cancel()
    expect(
      await problemsOf(await post(zip, new URLSearchParams({ ids: [mine, theirs, ...many].join(',') }))),
    ).toMatchObject({
      status: 400,
      problems: [{ field: 'ids', code: 'too_long' }],
    })
  })

  it('is not there without pictures, nor for what is no list of ids', async () => {
    expect((await post(zip, { ids: [theirs] })).status).toBe(404)
    expect((await post(zip, { ids: 'x' })).status).toBe(400)
    expect((await post(zip, new URLSearchParams({ ids: '' }))).status).toBe(400)
    expect((await post(zip, new URLSearchParams())).status).toBe(400)
  })

  it('can be asked for so often, each user for themselves', async () => {
    const body = { ids: [mine] }
    for (let turn = 0; turn < 60; turn++) expect((await post(checkZip, body)).status).toBe(200)
    expect((await post(checkZip, body)).status).toBe(429)
    // Whoever was told that it can be had is not told something else by the file.
    for (let turn = 0; turn < 60; turn++) await (await post(zip, body)).body?.cancel()
    for (let turn = 60; turn < 80; turn++) expect((await post(zip, body)).status).toBe(200)
    expect((await post(zip, body)).status).toBe(429)
  })
})
