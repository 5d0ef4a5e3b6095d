import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import sharp from 'sharp'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { SessionUser } from '#lib/accounts/session-user.ts'
import { UPLOAD_BYTES_MAX } from '#lib/catalog/input-limits.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { pngThatSays } from '#lib/images/testing/broken-files.ts'
import { newUser } from '#lib/jobs/job-fixtures.ts'
import { newPicture } from '#lib/library/test-library.ts'
import { storage } from '#lib/storage/storage.ts'
import { UPLOADS_FOLDER, uploadFolder, uploadKey } from '#lib/storage/upload-keys.ts'
import { inFolder, receiveFile, sweepIncoming } from '#lib/uploads/incoming.ts'
import { RECEIVING_MAX_OF_USER } from '#lib/uploads/limit-receiving.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { GET as file } from './[id]/file/route.ts'
import { POST as fit } from './[id]/fit/route.ts'
import { GET as get } from './[id]/route.ts'
import { POST as fromImage } from './from-image/route.ts'
import { GET as list, POST as send } from './route.ts'

// Who is signed in is read from Next's request, which a test has not got.
const signedIn = vi.hoisted(() => ({ user: null as SessionUser | null }))
vi.mock('#lib/accounts/current-user.ts', () => ({ currentUser: async () => signedIn.user }))

const trimming = vi.hoisted(() => ({ fails: false }))
vi.mock('#lib/uploads/purge-uploads.ts', async (original) => {
  const actual = await original<typeof import('#lib/uploads/purge-uploads.ts')>()
  const removeOldestUnused: typeof actual.removeOldestUnused = async (...args) => {
    if (trimming.fails) throw new Error('the database is away')
    return actual.removeOldestUnused(...args)
  }
  return { ...actual, removeOldestUnused }
})

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>
const incoming = path.join(env.DATA_DIR, 'incoming')

let userId: string
function signIn(id: string): void {
  signedIn.user = {
    ...{ id, email: 'x@example.com', role: 'user', locale: 'en', emailVerified: true },
    ...{ sessionId: randomUUID(), currency: null, timeZone: null },
  }
}
beforeEach(async () => {
  await db.rateLimit.deleteMany()
  userId = await newUser(0)
  signIn(userId)
})

function call(handler: Handler, request: RequestInit & { query?: string; id?: string } = {}) {
  const { query = '', id = '', ...init } = request
  const context = { params: Promise.resolve({ id }) }
  return handler(new Request(`http://localhost:3000/api/uploads${query}`, init), context)
}

const post = (
  bytes: Uint8Array | ReadableStream<Uint8Array>,
  query = '?name=cat.png',
  init: RequestInit = {},
) =>
  call(send, {
    ...{ method: 'POST', query, body: bytes instanceof Uint8Array ? Buffer.from(bytes) : bytes },
    ...{ duplex: 'half', ...init },
  })
const postJson = (handler: Handler, body: unknown, id = '') =>
  call(handler, {
    ...{ method: 'POST', id, body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json' },
  })

async function uploadIn(response: Response): Promise<UploadView> {
  const text = await response.text()
  expect(response.ok, text).toBe(true)
  return (JSON.parse(text) as { upload: UploadView }).upload
}

async function errorIn(response: Response) {
  const shape = z.object({ error: z.looseObject({ code: z.string() }) })
  return { status: response.status, ...shape.parse(await response.json()).error }
}

const png = (width: number, height: number, background = '#26a') =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

/** Repaint the left half. */
async function halfMask(width: number, height: number, alphaOfRest = 255): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 4)
  for (let at = 0; at < width * height; at++) pixels[at * 4 + 3] = at % width < width / 2 ? 0 : alphaOfRest
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer()
}

describe('POST /api/uploads', () => {
  it('stores a picture, and gives it back as it will be sent', async () => {
    const response = await post(
      await png(90, 60),
      `?name=${encodeURIComponent('C:\\photos\\小猫\u202e.jpeg')}`,
    )
    expect(response.status).toBe(201)
    const upload = await uploadIn(response)
    expect(upload).toMatchObject({
      ...{
        kind: 'picture',
        name: '小猫.jpeg',
        mediaType: 'image/png',
        width: 90,
        height: 60,
        hasAlpha: false,
      },
      ...{
        sent: { mediaType: 'image/png', width: 90, height: 60 },
        sourceImageId: null,
        sourceUploadId: null,
      },
    })
    expect(Date.parse(upload.expiresAt ?? '') - Date.now()).toBeGreaterThan(6.9 * 86_400_000)

    const opened = await call(file, { id: upload.id, query: '/x/file' })
    expect(Object.fromEntries(opened.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(upload.sizeBytes),
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    })
    expect(opened.headers.get('content-disposition')).toMatch(
      /^inline; filename="upload-\w{6}\.png"; filename\*=/,
    )
    expect(await sharp(await opened.bytes()).metadata()).toMatchObject({ format: 'png', width: 90 })
    const etag = opened.headers.get('etag') ?? ''
    const again = await call(file, { id: upload.id, query: '/x/file', headers: { 'if-none-match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    const small = await call(file, { id: upload.id, query: '/x/file?variant=thumbnail' })
    expect(small.headers.get('content-type')).toBe('image/webp')
    expect(small.headers.get('etag')).not.toBe(etag)
    expect(await sharp(await small.bytes()).metadata()).toMatchObject({ format: 'webp', width: 90 })
    expect(readdirSync(incoming)).toEqual([])
  })

  it('is one row for the same bytes, also when eight come at once', async () => {
    const bytes = await png(50, 50, '#a62')
    const answers = await Promise.all(Array.from({ length: RECEIVING_MAX_OF_USER }, () => post(bytes)))
    const uploads = await Promise.all(answers.map((answer) => uploadIn(answer.clone())))
    expect(new Set(uploads.map(({ id }) => id)).size).toBe(1)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect((await post(bytes)).status).toBe(200)
    expect(await db.upload.count({ where: { userId } })).toBe(1)
    const rows = new Set((await db.upload.findMany({ select: { id: true } })).map(({ id }) => id))
    for await (const { name } of storage.folders(UPLOADS_FOLDER)) expect(rows).toContain(name)
    // Somebody else's is their own.
    signIn(await newUser(0))
    expect((await post(bytes)).status).toBe(201)
  })

  it.each([
    ['an empty file', Buffer.alloc(0), 400, 'picture_empty'],
    [
      'SVG that is named .png',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      415,
      'not_a_picture',
    ],
    ['a ZIP that is named .png', Buffer.from('PK\x03\x04'), 415, 'not_a_picture'],
    ['random bytes', randomBytes(3000), 415, 'not_a_picture'],
    ['300 megapixels', pngThatSays(20_000, 15_000, 1000), 413, 'picture_too_many_pixels'],
    ['a PNG that ends too early', pngThatSays(900, 900, 1000), 400, 'picture_damaged'],
  ])('refuses %s', async (_what, bytes, status, code) => {
    expect(await errorIn(await post(bytes))).toMatchObject({ status, code })
    expect(await db.upload.count({ where: { userId } })).toBe(0)
    expect(readdirSync(incoming)).toEqual([])
  })

  it('reads no byte more than may come', async () => {
    const declared = await post(Buffer.alloc(10), '', {
      headers: { 'content-length': String(UPLOAD_BYTES_MAX + 1) },
    })
    expect(await errorIn(declared)).toMatchObject({ status: 413, code: 'file_too_large' })
    let sent = 0
    const piece = new Uint8Array(1_000_000)
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += piece.length
        controller.enqueue(piece)
      },
    })
    expect(await errorIn(await post(endless))).toMatchObject({ status: 413, code: 'file_too_large' })
    expect(sent).toBeLessThan(UPLOAD_BYTES_MAX + 3 * piece.length)
    expect(readdirSync(incoming)).toEqual([])
  })

  it('leaves nothing of a file whose line breaks, or that was left behind by a crash', async () => {
    const half = (await png(200, 200)).subarray(0, 100)
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(half),
      pull: (controller) => controller.error(new Error('the line broke')),
    })
    expect(await errorIn(await post(broken))).toMatchObject({ status: 408, code: 'upload_cut_off' })
    expect(readdirSync(incoming)).toEqual([])
    // Neither at its end nor broken: nothing comes any more.
    const still = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(half) })
    const request = new Request('http://localhost:3000', {
      method: 'POST',
      body: still,
      ...{ duplex: 'half' },
    })
    const waiting = inFolder((folder) => receiveFile(request, folder, { stalledMs: 40 }))
    await expect(waiting).rejects.toMatchObject({ code: 'upload_cut_off' })
    expect(readdirSync(incoming)).toEqual([])
    const left = path.join(incoming, randomUUID())
    mkdirSync(left)
    writeFileSync(path.join(left, 'sent'), 'x')
    await sweepIncoming()
    expect(existsSync(left)).toBe(true)
    utimesSync(left, new Date(0), new Date(0))
    await sweepIncoming()
    expect(existsSync(left)).toBe(false)
  })

  it('gives up a line on which next to nothing comes', async () => {
    const trickle = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await delay(10)
        controller.enqueue(new Uint8Array(1))
      },
    })
    const init = { method: 'POST', body: trickle, ...{ duplex: 'half' } }
    const request = new Request('http://localhost:3000', init)
    const waiting = inFolder((folder) => receiveFile(request, folder, { slowAfterMs: 40 }))
    await expect(waiting).rejects.toMatchObject({ code: 'upload_cut_off' })
  })

  it('receives only so many of a user at once', async () => {
    const bytes = await png(9, 9)
    const rests: (() => void)[] = []
    const slow = Array.from({ length: RECEIVING_MAX_OF_USER }, () =>
      post(
        new ReadableStream<Uint8Array>({
          start: (controller) => {
            rests.push(() => {
              controller.enqueue(bytes)
              controller.close()
            })
          },
        }),
      ),
    )
    await expect.poll(() => readdirSync(incoming).length).toBe(RECEIVING_MAX_OF_USER)
    const busy = await post(bytes)
    expect(busy.headers.get('retry-after')).toBe('5')
    expect(await errorIn(busy)).toMatchObject({ status: 503, code: 'decoders_busy' })
    signIn(await newUser(0))
    expect((await post(bytes)).status).toBe(201)
    for (const rest of rests) rest()
    expect((await Promise.all(slow)).every(({ ok }) => ok)).toBe(true)
    signIn(userId)
    expect((await post(bytes)).status).toBe(200)
  })

  it('has stored a picture also when older ones cannot be removed', async () => {
    trimming.fails = true
    const answer = await post(await png(14, 14))
    trimming.fails = false
    expect(answer.status).toBe(201)
  })

  it('brings back an upload whose file was lost, under its id', async () => {
    const bytes = await png(31, 17)
    const { id, sizeBytes } = await uploadIn(await post(bytes))
    const wish = { mode: 'crop', width: 1, height: 1 }
    const square = await uploadIn(await postJson(fit, wish, id))
    for (const damage of [
      () => storage.deleteFolder(uploadFolder(id)),
      () => storage.put(uploadKey(id), bytes.subarray(0, 9)),
    ]) {
      await damage()
      const again = await post(bytes)
      expect([again.status, (await uploadIn(again)).id]).toEqual([200, id])
      expect((await storage.get(uploadKey(id)))?.length).toBe(sizeBytes)
    }
    await storage.deleteFolder(uploadFolder(square.id))
    expect((await uploadIn(await postJson(fit, wish, id))).id).toBe(square.id)
    expect((await storage.get(uploadKey(square.id)))?.length).toBe(square.sizeBytes)
    expect(await db.upload.count({ where: { userId } })).toBe(2)
  })

  it('asks who it is, and counts', async () => {
    signedIn.user = null
    expect((await post(await png(9, 9))).status).toBe(401)
    signIn(userId)
    const bytes = await png(9, 9)
    for (let turn = 0; turn < 15; turn++) await Promise.all(Array.from({ length: 8 }, () => post(bytes)))
    expect(await errorIn(await post(bytes))).toMatchObject({ status: 429, code: 'too_many_requests' })
  })
})

describe('masks', () => {
  it('are stored beside their picture, as black as can be', async () => {
    const picture = await uploadIn(await post(await png(41, 33)))
    const bytes = await halfMask(41, 33, 200)
    const response = await post(bytes, `?kind=mask&for=${picture.id}&name=mask.png`)
    expect(response.status).toBe(201)
    const mask = await uploadIn(response)
    expect(mask).toMatchObject({
      kind: 'mask',
      sourceUploadId: picture.id,
      width: 41,
      height: 33,
      hasAlpha: true,
    })
    const stored = await storage.get(uploadKey(mask.id))
    const { data } = await sharp(stored ?? '')
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect([...data.subarray(0, 4)]).toEqual([0, 0, 0, 0])
    expect([...data.subarray(40 * 4, 41 * 4)]).toEqual([0, 0, 0, 200])
    expect((await post(bytes, `?kind=mask&for=${picture.id}`)).status).toBe(200)
    // The list is of pictures.
    const { uploads } = (await (await call(list)).json()) as { uploads: UploadView[] }
    expect(uploads.map(({ id }) => id)).toEqual([picture.id])
  })

  it('are refused with what is wrong with them', async () => {
    const picture = await uploadIn(await post(await png(30, 20)))
    const refused = async (bytes: Buffer) => errorIn(await post(bytes, `?kind=mask&for=${picture.id}`))
    expect(await refused(await halfMask(31, 20))).toMatchObject({
      code: 'mask_size_differs',
      params: { width: 31, height: 20, asWidth: 30, asHeight: 20 },
    })
    expect(await refused(await png(30, 20))).toMatchObject({ code: 'mask_without_alpha' })
    expect(await refused(await halfMask(30, 20, 0))).toMatchObject({ code: 'mask_full' })
    const whole = await sharp(await png(30, 20))
      .ensureAlpha()
      .png()
      .toBuffer()
    expect(await refused(whole)).toMatchObject({ code: 'mask_empty' })
    expect(await errorIn(await post(whole, '?kind=mask'))).toMatchObject({ code: 'invalid_request' })
    expect(await errorIn(await post(whole, `?kind=mask&for=${randomUUID()}`))).toMatchObject({
      code: 'not_found',
    })
  })
})

describe('pictures made of others', () => {
  it('from an own image, once; never from somebody else’s', async () => {
    const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#396' } })
      .withExif({ IFD0: { Make: 'provider' } })
      .png()
      .toBuffer()
    const imageId = await newPicture(userId, { bytes, width: 64, height: 48 })
    const first = await postJson(fromImage, { imageId })
    expect(first.status).toBe(201)
    const upload = await uploadIn(first)
    expect(upload).toMatchObject({ sourceImageId: imageId, width: 64, height: 48, kind: 'picture' })
    const second = await postJson(fromImage, { imageId })
    expect([second.status, (await uploadIn(second)).id]).toEqual([200, upload.id])
    signIn(await newUser(0))
    expect((await postJson(fromImage, { imageId })).status).toBe(404)
  })

  it('fitted to a square, once for each wish', async () => {
    const picture = await uploadIn(await post(await png(1500, 900)))
    const wish = { mode: 'crop', width: 1, height: 1, edgeMax: 1024 }
    const first = await postJson(fit, wish, picture.id)
    expect(first.status).toBe(201)
    const square = await uploadIn(first)
    expect(square).toMatchObject({
      sourceUploadId: picture.id,
      width: 900,
      height: 900,
      mediaType: 'image/png',
    })
    expect((await postJson(fit, { ...wish, x: 0.5 }, picture.id)).status).toBe(200)
    const padded = await uploadIn(
      await postJson(fit, { ...wish, mode: 'pad', transparent: true }, picture.id),
    )
    expect(padded).toMatchObject({ width: 1024, height: 1024, hasAlpha: true })
    expect((await postJson(fit, { ...wish, width: 0 }, picture.id)).status).toBe(400)
    expect((await postJson(fit, { ...wish, width: 100 }, picture.id)).status).toBe(400)
  })
})

describe('somebody else’s upload', () => {
  it('is not there, whatever is asked of it', async () => {
    const { id } = await uploadIn(await post(await png(24, 24)))
    signIn(await newUser(0))
    const answers = [
      await call(get, { id }),
      await call(get, { id: randomUUID() }),
      await call(get, { id: 'garbage' }),
      await call(file, { id, query: '/x/file' }),
      await postJson(fit, { mode: 'crop', width: 1, height: 1 }, id),
      await post(await halfMask(24, 24), `?kind=mask&for=${id}`),
    ]
    for (const answer of answers)
      expect(await errorIn(answer)).toMatchObject({ status: 404, code: 'not_found' })
    expect(await (await call(list)).json()).toEqual({ uploads: [] })
  })
})

describe('asking for an upload', () => {
  it('keeps it for some more days, and writes once an hour', async () => {
    const { id } = await uploadIn(await post(await png(12, 12)))
    const usedAt = async (to?: Date) => {
      const row = to
        ? await db.upload.update({ where: { id }, data: { usedAt: to } })
        : await db.upload.findUniqueOrThrow({ where: { id } })
      return row.usedAt.getTime()
    }
    const recent = await usedAt(new Date(Date.now() - 3_000_000))
    await call(get, { id })
    expect(await usedAt()).toBe(recent)
    await usedAt(new Date(Date.now() - 6 * 86_400_000))
    const view = await uploadIn(await call(get, { id }))
    expect(Date.now() - (await usedAt())).toBeLessThan(60_000)
    expect(Date.parse(view.expiresAt ?? '') - Date.now()).toBeGreaterThan(6.9 * 86_400_000)
  })
})
