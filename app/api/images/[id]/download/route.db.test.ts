import { randomUUID } from 'node:crypto'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { SessionUser } from '#lib/accounts/session-user.ts'
import { db } from '#lib/db.ts'
import { newUser } from '#lib/jobs/job-fixtures.ts'
import { deliverFixture } from '#lib/jobs/picture-fixtures.ts'
import { BIN_DAYS } from '#lib/library/filters.ts'
import { originalKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'
import { GET } from './route.ts'

const signedIn = vi.hoisted(() => ({ user: null as SessionUser | null }))
vi.mock('#lib/accounts/current-user.ts', () => ({ currentUser: async () => signedIn.user }))

const prompt = '远山晨雾里的一叶孤舟 <b>'
let original: Buffer
let ownerId: string
let imageId: string

/** With a chunk such as C2PA keeps its signed manifest in; any program that writes the file anew would lose or break it. */
function withManifest(png: Buffer): Buffer {
  const data = Buffer.concat([Buffer.from('caBX'), Buffer.from('a signed manifest')])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length - 4)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(data))
  return Buffer.concat([png.subarray(0, 33), length, data, checksum, png.subarray(33)])
}

beforeAll(async () => {
  const png = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  original = withManifest(png)
  ownerId = await newUser(10_000)
  imageId = (await deliverFixture(ownerId, original, { prompt })).imageId
})

function download(query: string, userId: string | null = ownerId, id = imageId): Promise<Response> {
  signedIn.user = userId
    ? {
        id: userId,
        email: 'x@example.com',
        role: 'user',
        locale: 'en',
        emailVerified: true,
        sessionId: randomUUID(),
        currency: null,
        timeZone: null,
      }
    : null
  const request = new Request(`http://localhost:3000/api/images/${id}/download${query}`)
  return GET(request, { params: Promise.resolve({ id }) })
}

describe('the original', () => {
  it.each(['', '?format=original'])(
    'comes byte for byte, with what was signed into it (%j)',
    async (query) => {
      const response = await download(query)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('image/png')
      expect(response.headers.get('content-length')).toBe(String(original.length))
      const bytes = Buffer.from(await response.bytes())
      expect(bytes.equals(original)).toBe(true)
      expect(bytes.includes('a signed manifest')).toBe(true)
    },
  )

  it('has a name that says what it is, in the script of its prompt', async () => {
    const response = await download('')
    await response.body?.cancel()
    const header = response.headers.get('content-disposition') ?? ''
    const day = new Date().toISOString().slice(0, 10)
    expect(header).toMatch(new RegExp(`^attachment; filename="gpt-image-2-${day}-[0-9a-f]{6}\\.png"`))
    const name = decodeURIComponent(/filename\*=UTF-8''(.+)$/.exec(header)?.[1] ?? '')
    expect(name).toBe(`gpt-image-2-${day}-远山晨雾里的一叶孤舟-b-${imageId.slice(-6)}.png`)
  })
})

describe('another format', () => {
  it.each([
    ['png', 'png'],
    ['jpeg', 'jpeg'],
    ['webp', 'webp'],
    ['avif', 'heif'],
  ])('%s says in its metadata by whom and which picture it is', async (format, found) => {
    const response = await download(`?format=${format}&edge=32`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(`image/${format}`)
    const bytes = Buffer.from(await response.bytes())
    const metadata = await sharp(bytes).metadata()
    expect(metadata).toMatchObject({ format: found, width: 32, height: 24 })
    const xmp = metadata.xmp?.toString() ?? ''
    expect(xmp).toContain('digitalsourcetype/trainedAlgorithmicMedia<')
    expect(xmp).toContain(`"ContentProducer":"Huafang","ProduceID":"${imageId}"`)
    expect(bytes.includes('远山')).toBe(false)
  })

  it('of a picture made from pictures says that, too', async () => {
    const edited = await deliverFixture(ownerId, original)
    await db.job.update({ where: { id: edited.jobId }, data: { operation: 'edit' } })
    const response = await download('?format=webp', ownerId, edited.imageId)
    const { xmp } = await sharp(await response.bytes()).metadata()
    expect(xmp?.toString()).toContain('digitalsourcetype/compositeWithTrainedAlgorithmicMedia<')
  })

  it.each([
    '?format=gif',
    '?format=png&edge=15',
    '?format=png&edge=8193',
    '?format=png&edge=1.5',
    '?format=png&edge=x',
    '?format=original&edge=512',
    '?edge=512',
  ])('is refused as %s', async (query) => {
    const response = await download(query)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { code: 'invalid_request' } })
  })
})

describe('conversions', () => {
  it('are counted apart from originals, each user for themselves', async () => {
    const userId = await newUser(10_000)
    const { imageId: id } = await deliverFixture(userId, original)
    for (let turn = 0; turn < 20; turn++) {
      expect((await download('?format=jpeg&edge=16', userId, id)).status).toBe(200)
    }
    const refused = await download('?format=jpeg&edge=16', userId, id)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    const file = await download('?format=original', userId, id)
    expect(file.status).toBe(200)
    await file.body?.cancel()
    expect((await download('?format=jpeg&edge=16')).status).toBe(200)
  })

  it('do not make a line without end', async () => {
    const userId = await newUser(10_000)
    const { imageId: id } = await deliverFixture(userId, original)
    const held = Promise.withResolvers<void>()
    const get = storage.get
    const reading = vi.spyOn(storage, 'get').mockImplementation(async (key) => {
      await held.promise
      return get(key)
    })
    const statuses: number[] = []
    const asked = Array.from({ length: 12 }, async () => {
      const response = await download('?format=jpeg', userId, id)
      statuses.push(response.status)
      return response
    })
    // One is being made, four wait.
    await expect.poll(() => statuses).toEqual(Array(7).fill(429))
    expect(reading).toHaveBeenCalledOnce()
    held.resolve()
    const answers = await Promise.all(asked)
    reading.mockRestore()
    expect(statuses.slice(7)).toEqual(Array(5).fill(200))
    expect(answers.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('5')
  })
})

describe.each(['?format=original', '?format=webp'])('with %s', (query) => {
  it('somebody else’s picture, one that is not there, one without a file and one long in the bin look the same', async () => {
    const stranger = await newUser(0)
    const thrown = await deliverFixture(ownerId, original)
    await storage.delete(originalKey(thrown.imageId, 1))
    const forgotten = await deliverFixture(ownerId, original)
    const deletedAt = new Date(Date.now() - (BIN_DAYS + 1) * 86_400_000)
    await db.picture.update({ where: { imageId: forgotten.imageId }, data: { deletedAt } })
    const answers = [
      await download(query, ownerId, forgotten.imageId),
      await download(query, stranger),
      await download(query, ownerId, randomUUID()),
      await download(query, ownerId, thrown.imageId),
      await download(query, ownerId, 'garbage'),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(404)
      expect(await answer.json()).toMatchObject({ error: { code: 'not_found' } })
    }
  })

  it('nobody gets anything without signing in', async () => {
    expect((await download(query, null)).status).toBe(401)
  })
})
