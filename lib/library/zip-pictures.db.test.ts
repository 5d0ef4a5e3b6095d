import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { readZip } from '#lib/http/testing/read-zip.ts'
import { newUser } from '#lib/jobs/job-fixtures.ts'
import { storage } from '#lib/storage/storage.ts'
import { createFolder } from './folders.ts'
import { newPicture } from './test-library.ts'
import { checkZip, zipPictures } from './zip-pictures.ts'

const manifestShape = z.object({
  pictures: z.array(z.looseObject({ id: z.string(), file: z.string().nullable(), missing: z.boolean() })),
})
const manifestOf = (files: Map<string, Buffer>) =>
  manifestShape.parse(JSON.parse(String(files.get('manifest.json')))).pictures
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const sourceTypes = 'http://cv.iptc.org/newscodes/digitalsourcetype/'

let userId: string
beforeEach(async () => {
  userId = await newUser(0)
})
afterEach(() => vi.restoreAllMocks())

it('holds the originals byte for byte, newest first, and says all of them', async () => {
  const folder = await createFolder(userId, 'Foxes, "red"')
  const bytes = [randomBytes(300_000), randomBytes(10)]
  const madeAt = new Date('2026-11-20T12:00:00Z')
  const prompt = '=HYPERLINK("http://evil")\n一只狐狸 <b>/../CON:?*|'
  const older = await newPicture(userId, {
    bytes: bytes[0],
    prompt,
    madeAt,
    folderId: folder.id,
    colours: ['red'],
  })
  const newer = await newPicture(userId, { bytes: bytes[1], model: 'dall-e-3', operation: 'edit' })
  const files = await readZip(await zipPictures(userId, [older, newer]))
  const [newerName = '', olderName = ''] = files.keys()
  expect([...files.keys()].slice(2)).toEqual(['manifest.json', 'manifest.csv'])
  expect(olderName).toMatch(/^gpt-image-2-2026-11-20-HYPERLINK-http-evil-一只狐狸-b-CON-[0-9a-f]{6}\.png$/)
  expect([files.get(olderName), files.get(newerName)]).toEqual(bytes)
  const manifest = manifestOf(files)
  expect(manifest.map(({ id }) => id)).toEqual([newer, older])
  expect(manifest[1]).toEqual({
    ...{ file: olderName, missing: false, sha256: sha256(bytes[0] ?? Buffer.alloc(0)), id: older },
    ...{
      jobId: expect.any(String),
      composed: false,
      mediaType: 'image/png',
      model: 'gpt-image-2',
      operation: 'generate',
      prompt,
    },
    ...{ revisedPrompt: null, params: { size: '1024x1024', quality: 'low', partialImages: 0 } },
    ...{ width: 1024, height: 1024, sizeBytes: 300_000, costCredits: 5, startedAt: null, favourite: false },
    ...{
      askedAt: '2026-11-20T11:59:55.000Z',
      madeAt: madeAt.toISOString(),
      folder: folder.name,
      colours: ['red'],
      digitalSourceType: `${sourceTypes}trainedAlgorithmicMedia`,
    },
  })
  expect(manifest[0]?.digitalSourceType).toBe(`${sourceTypes}compositeWithTrainedAlgorithmicMedia`)
  const csv = String(files.get('manifest.csv'))
  expect(csv).toMatch(/^\ufefffile,missing,sha256,id,/)
  expect(csv).toContain(`"'=HYPERLINK(""http://evil"")\n一只狐狸`)
  expect(csv).toContain('"Foxes, ""red"""')
  expect(csv).toMatch(/,red,http:\S+\/trainedAlgorithmicMedia\r\n$/)
})

it('names in the manifest what is missing, and goes on', async () => {
  const [first, missing, last] = [
    await newPicture(userId, { bytes: randomBytes(5) }),
    await newPicture(userId),
    await newPicture(userId, { bytes: randomBytes(5) }),
  ]
  const files = await readZip(await zipPictures(userId, [first, missing, last]))
  expect(files.size).toBe(4)
  expect(manifestOf(files).map(({ id, missing: isMissing, file }) => [id, isMissing, file === null])).toEqual(
    [
      [last, false, false],
      [missing, true, true],
      [first, false, false],
    ],
  )
  expect(String(files.get('manifest.csv'))).toContain('\r\n,yes,,')
})

it('has another name for each, though all else is alike', async () => {
  const madeAt = new Date()
  const ids = await Promise.all(
    Array.from({ length: 4 }, (_, index) =>
      newPicture(userId, {
        bytes: randomBytes(5),
        madeAt,
        prompt: index % 2 ? 'A FOX' : 'a fox',
        idEnd: 'abcdef',
      }),
    ),
  )
  const names = [...(await readZip(await zipPictures(userId, ids))).keys()]
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(6)
})

it('holds nothing of somebody else, nor of the bin, and is none without pictures', async () => {
  const strangerId = await newUser(0)
  const mine = await newPicture(userId, { bytes: randomBytes(5) })
  const foreign = await newPicture(strangerId, { bytes: randomBytes(5) })
  const deleted = await newPicture(userId, { bytes: randomBytes(5), deletedAt: new Date() })
  const files = await readZip(await zipPictures(userId, [foreign, mine, deleted, randomUUID()]))
  expect(manifestOf(files).map(({ id }) => id)).toEqual([mine])
  for (const ask of [zipPictures, checkZip]) {
    await expect(ask(userId, [foreign, deleted])).rejects.toMatchObject({ code: 'not_found' })
  }
})

it('opens one file at a time, reads no faster than the browser takes it, and closes it when the browser has gone', async () => {
  const ids: string[] = []
  for (let made = 0; made < 6; made++) ids.push(await newPicture(userId, { bytes: randomBytes(2_000_000) }))
  let open = 0
  let mostOpen = 0
  let opened = 0
  const really = storage.open
  vi.spyOn(storage, 'open').mockImplementation(async (key) => {
    const file = await really(key)
    if (!file) return null
    opened += 1
    open += 1
    mostOpen = Math.max(mostOpen, open)
    const reader = file.stream.getReader()
    let closed = false
    const close = () => {
      if (!closed) open -= 1
      closed = true
    }
    const stream = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await reader.read()
        if (!done) return controller.enqueue(value)
        close()
        controller.close()
      },
      async cancel() {
        close()
        await reader.cancel()
      },
    })
    return { ...file, stream }
  })
  const all = await zipPictures(userId, ids)
  await new Response(all).bytes()
  expect({ opened, open, mostOpen }).toEqual({ opened: 6, open: 0, mostOpen: 1 })

  const reader = (await zipPictures(userId, ids)).getReader()
  for (let piece = 0; piece < 5; piece++) await reader.read()
  expect({ opened, open }).toEqual({ opened: 7, open: 1 })
  await reader.cancel()
  await expect.poll(() => open).toBe(0)
  expect(opened).toBe(7)
})

it('breaks off when a file cannot be read to its end, so that nobody takes it for whole', async () => {
  const id = await newPicture(userId, { bytes: randomBytes(5) })
  const broken = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new Error('disk')),
  })
  vi.spyOn(storage, 'open').mockResolvedValue({ sizeBytes: 5, stream: broken })
  await expect(new Response(await zipPictures(userId, [id])).bytes()).rejects.toThrow('disk')
})
