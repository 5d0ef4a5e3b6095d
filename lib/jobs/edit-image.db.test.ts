import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { exportPictures } from '#lib/accounts/export-rows.ts'
import { audit } from '#lib/credits/audit.ts'
import { db } from '#lib/db.ts'
import { readZip } from '#lib/http/testing/read-zip.ts'
import { addPicture } from '#lib/library/add-picture.ts'
import { removeImageFiles } from '#lib/library/remove-files.ts'
import { zipPictures } from '#lib/library/zip-pictures.ts'
import { openAiProvider } from '#lib/providers/openai-provider.ts'
import type { ImageCall, Provider } from '#lib/providers/provider.ts'
import { composedKey, originalKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'
import { uploadKey } from '#lib/storage/upload-keys.ts'
import type { UploadRow } from '#lib/uploads/upload-view.ts'
import { type SandboxProcess, startSandboxProcess } from '../../scripts/testing/sandbox-process.ts'
import { storeAnswer } from './attempt-storage.ts'
import { claimImage } from './claim-image.ts'
import { exportImageFile } from './export-image-file.ts'
import { creditsOf, newJob, newUser, type RequestOverrides } from './job-fixtures.ts'
import { makeImagePreview } from './make-image-preview.ts'
import { openImageFile } from './open-image-file.ts'
import { getJob } from './read-jobs.ts'
import { runImage } from './run-image.ts'
import { maskPicture, newUpload, noisePicture, plainPicture } from './upload-fixtures.ts'

vi.mock('#lib/library/add-picture.ts', async (importOriginal) => {
  const room = await importOriginal<typeof import('#lib/library/add-picture.ts')>()
  return { ...room, addPicture: vi.fn(room.addPicture) }
})

let sandbox: SandboxProcess
let real: Provider
/** Calls as they leave for the real provider. */
let calls: ImageCall[]
let beforeAnswer: () => Promise<void>
const provider: Provider = {
  id: 'sandbox',
  async generate(call) {
    calls.push(call)
    const answer = await real.generate(call)
    await beforeAnswer()
    return answer
  },
  listModels: () => real.listModels(),
}

beforeAll(async () => {
  sandbox = await startSandboxProcess()
  real = openAiProvider({ id: 'sandbox', baseUrl: `${sandbox.url}/v1`, apiKey: 'test', timeoutMs: 20_000 })
})
afterAll(() => sandbox.stop())
beforeEach(async () => {
  calls = []
  beforeAnswer = async () => undefined
  await sandbox.forget()
})

const turn = { begun: () => undefined, keepPlace: () => undefined, stopping: new AbortController().signal }

type Area = (x: number, y: number) => boolean
/** In shares of the picture, so that it is the same whatever the size. */
const ellipse =
  (width: number, height: number): Area =>
  (x, y) =>
    ((x + 0.5) / width - 0.4) ** 2 + ((y + 0.5) / height - 0.55) ** 2 < 0.2 ** 2

async function order(
  overrides: RequestOverrides & { input: UploadRow; maskBytes?: Uint8Array },
  userId: string,
) {
  const { input, maskBytes, ...rest } = overrides
  const { width, height } = input
  const area = ellipse(width, height)
  const painted = maskBytes ?? (await maskPicture(width, height, (x, y) => (area(x, y) ? 0 : 255)))
  const mask = await newUpload(userId, painted, 'mask')
  const job = await newJob(userId, { inputs: [input], mask, ...rest })
  const imageId = job.images[0]?.id
  if (!imageId) throw new Error('no image')
  return { job, imageId, mask }
}

function run(imageId: string): Promise<void> {
  return runImage({ imageId, workerId: 'worker-1', provider, turn })
}

async function newOrder(overrides: RequestOverrides & { bytes: Uint8Array; maskBytes?: Uint8Array }) {
  const { bytes, ...rest } = overrides
  const userId = await newUser(5000)
  const input = await newUpload(userId, bytes)
  const { job, imageId, mask } = await order({ ...rest, input }, userId)
  const view = async () => {
    const after = await getJob(userId, job.id)
    const image = after.images[0]
    if (!image) throw new Error('no image')
    return image
  }
  return { userId, job, imageId, mask, input, view }
}

async function fileOf(userId: string, imageId: string, variant: 'original' | 'composed' | 'preview') {
  const { stream, mediaType } = await openImageFile(userId, imageId, variant)
  return { bytes: await new Response(stream).bytes(), mediaType }
}

async function pixelsOf(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** How many pixels outside the area are other than in the base, and how many inside are as in the answer. */
async function compare(picture: Uint8Array, base: Uint8Array, answer: Uint8Array, painted: Area) {
  const [seen, kept, made] = [await pixelsOf(picture), await pixelsOf(base), await pixelsOf(answer)]
  const found = { changedOutside: 0, asAnswered: 0, inside: 0 }
  for (let at = 0; at < seen.width * seen.height; at++) {
    const is = (other: Buffer) => other.compare(seen.data, at * 3, at * 3 + 3, at * 3, at * 3 + 3) === 0
    if (painted(at % seen.width, Math.floor(at / seen.width))) {
      found.inside += 1
      if (is(made.data)) found.asAnswered += 1
    } else if (!is(kept.data)) found.changedOutside += 1
  }
  return found
}

describe('a repainted picture', () => {
  it('is the input exactly outside the mask where sizes are equal, though the answer is not; the answer is kept', async () => {
    const bytes = await noisePicture(1024, 1024)
    const { userId, imageId, view, job } = await newOrder({
      bytes,
      params: { outputFormat: 'jpeg', outputCompression: 70 },
    })
    await run(imageId)
    expect(await view()).toMatchObject({
      state: 'delivered',
      isComposed: true,
      mediaType: 'image/jpeg',
      costCredits: job.quoteCredits,
    })
    const raw = await fileOf(userId, imageId, 'original')
    const composed = await fileOf(userId, imageId, 'composed')
    expect([raw.mediaType, composed.mediaType]).toEqual(['image/jpeg', 'image/png'])
    expect(Buffer.from(raw.bytes)).toEqual(await storage.get(originalKey(imageId, 1)))
    const area = ellipse(1024, 1024)
    expect((await compare(raw.bytes, bytes, raw.bytes, area)).changedOutside).toBeGreaterThan(100_000)
    const found = await compare(composed.bytes, bytes, raw.bytes, area)
    expect(found.changedOutside).toBe(0)
    expect(found.asAnswered / found.inside).toBeGreaterThan(0.8)
    expect(found.asAnswered).toBeLessThan(found.inside)
    expect(Buffer.from(composed.bytes).toString('latin1')).toContain('compositeWithTrainedAlgorithmicMedia')
    expect(await audit()).toEqual([])
  })

  it('is the scaled input outside the mask where the answer is larger', async () => {
    const bytes = await noisePicture(512, 512, 'jpeg')
    const { userId, imageId } = await newOrder({ bytes })
    await run(imageId)
    const composed = await fileOf(userId, imageId, 'composed')
    const raw = await fileOf(userId, imageId, 'original')
    const scaled = await sharp(bytes)
      .resize(1024, 1024, { fit: 'cover', kernel: 'lanczos3' })
      .png()
      .toBuffer()
    const small = ellipse(512, 512)
    const area: Area = (x, y) => small(Math.floor(x / 2), Math.floor(y / 2))
    expect((await compare(composed.bytes, scaled, raw.bytes, area)).changedOutside).toBe(0)
  })

  it('is what leaves: files of their true types and sizes, in their order, and the mask as it was painted', async () => {
    const userId = await newUser(5000)
    const bytes = await Promise.all([plainPicture(333, 222, 'jpeg'), plainPicture(40, 50, 'png')])
    const inputs = [await newUpload(userId, bytes[0]), await newUpload(userId, bytes[1])]
    const { imageId } = await order(
      {
        input: inputs[0] ?? (await newUpload(userId, bytes[0])),
        inputs,
        model: 'gpt-image-1.5',
        params: { inputFidelity: 'high' },
      },
      userId,
    )
    await run(imageId)
    const [call] = calls
    expect(call?.params.inputFidelity).toBe('high')
    expect(call?.inputs.map(({ name, mediaType }) => `${name} ${mediaType}`)).toEqual([
      'image-1.jpg image/jpeg',
      'image-2.png image/png',
    ])
    for (const [at, input] of (call?.inputs ?? []).entries()) {
      expect(await input.blob.bytes()).toEqual(new Uint8Array(bytes[at] ?? []))
    }
    expect(call?.mask).toMatchObject({ name: 'mask.png', mediaType: 'image/png' })
    expect(await sharp(await call?.mask?.blob.arrayBuffer()).metadata()).toMatchObject({
      width: 333,
      height: 222,
      hasAlpha: true,
    })
    expect(await sandbox.calls()).toMatchObject([{ n: 1 }])
  })

  it('is as the model answered where its user wants that, and where the shapes are others', async () => {
    const plain = await newOrder({ bytes: await plainPicture(256, 256), keepUnpainted: false })
    const other = await newOrder({ bytes: await plainPicture(300, 200) })
    for (const { userId, imageId, view } of [plain, other]) {
      await run(imageId)
      expect(await view()).toMatchObject({ state: 'delivered', isComposed: false })
      await expect(openImageFile(userId, imageId, 'composed')).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('is delivered as it came when it cannot be put together', async () => {
    const { imageId, view, mask, job } = await newOrder({ bytes: await plainPicture(256, 256) })
    beforeAnswer = () => storage.delete(uploadKey(mask.id))
    await run(imageId)
    expect(await view()).toMatchObject({
      state: 'delivered',
      isComposed: false,
      costCredits: job.quoteCredits,
    })
  })

  it('is put together once, however often it takes to book it', async () => {
    const { imageId, view } = await newOrder({ bytes: await plainPicture(256, 256) })
    const put = vi.spyOn(storage, 'put')
    vi.mocked(addPicture).mockRejectedValueOnce(new Error('out for a moment'))
    await run(imageId)
    expect(await view()).toMatchObject({ state: 'delivered', isComposed: true })
    expect(put.mock.calls.filter(([key]) => key === composedKey(imageId, 1))).toHaveLength(1)
    put.mockRestore()
  })

  it('leaves no file behind when it comes after the end, and what another run may be about to name', async () => {
    const [over, taken] = [
      await newOrder({ bytes: await plainPicture(256, 256) }),
      await newOrder({ bytes: await plainPicture(256, 256) }),
    ]
    const end = { state: 'failed', errorCode: 'internal', finishedAt: new Date(), leaseUntil: null } as const
    beforeAnswer = async () => {
      await db.image.update({ where: { id: over.imageId }, data: end })
    }
    await run(over.imageId)
    expect(await storage.get(originalKey(over.imageId, 1))).not.toBeNull()
    expect(await storage.get(composedKey(over.imageId, 1))).toBeNull()
    beforeAnswer = async () => {
      await db.image.update({ where: { id: taken.imageId }, data: { leaseUntil: new Date(0) } })
      await claimImage(taken.imageId, 'worker-2')
    }
    await run(taken.imageId)
    expect((await taken.view()).state).not.toBe('delivered')
    expect(await storage.get(composedKey(taken.imageId, 1))).not.toBeNull()
  })

  it('is put together as well when it is found in storage after its worker was lost', async () => {
    const { userId, imageId, view } = await newOrder({ bytes: await plainPicture(256, 256) })
    const [answered] = await Promise.all([
      sharp({ create: { width: 1024, height: 1024, channels: 3, background: '#ff0000' } })
        .png()
        .toBuffer(),
      claimImage(imageId, 'worker-lost'),
    ])
    await db.image.update({ where: { id: imageId }, data: { state: 'calling' } })
    const answer = { bytes: answered, revisedPrompt: null, requestId: null, usage: null, rateLimit: null }
    await storeAnswer(imageId, 1, answer)
    await db.image.update({ where: { id: imageId }, data: { leaseUntil: new Date(0) } })
    await run(imageId)
    expect(calls).toHaveLength(0)
    expect(await view()).toMatchObject({ state: 'delivered', isComposed: true })
    const { data } = await pixelsOf((await fileOf(userId, imageId, 'composed')).bytes)
    expect([...data.subarray(0, 3)]).toEqual([0x33, 0x88, 0xaa])
  })
})

describe('the composed picture', () => {
  it('is what pages, exports, archives and the library show, and goes with the others', async () => {
    const bytes = await plainPicture(256, 256, 'png', '#00cc44')
    const { userId, imageId } = await newOrder({ bytes, params: { outputFormat: 'jpeg' } })
    await run(imageId)
    // So that the two can be told apart anywhere.
    const red = await plainPicture(1024, 1024, 'jpeg', '#ff0000')
    await storage.put(originalKey(imageId, 1), red)
    const colourAtCorner = async (picture: Uint8Array) => [...(await pixelsOf(picture)).data.subarray(0, 3)]
    const green = [0x00, 0xcc, 0x44]
    expect(await colourAtCorner((await fileOf(userId, imageId, 'preview')).bytes)).toEqual(green)
    await makeImagePreview(imageId)
    const preview = await fileOf(userId, imageId, 'preview')
    expect(preview.mediaType).toBe('image/webp')
    const [r = 255, g = 0] = await colourAtCorner(preview.bytes)
    expect(r).toBeLessThan(20)
    expect(g).toBeGreaterThan(190)
    const { colours } = await db.picture.findUniqueOrThrow({ where: { imageId }, select: { colours: true } })
    expect(colours).toContain('green')
    expect(colours).not.toContain('red')

    const signal = new AbortController().signal
    const exported = await exportImageFile(userId, imageId, { format: 'png' }, signal)
    expect(await colourAtCorner(exported.bytes)).toEqual(green)

    const files = await readZip(await zipPictures(userId, [imageId]))
    const [name = ''] = files.keys()
    expect(name).toMatch(/\.png$/)
    const composed = await storage.get(composedKey(imageId, 1))
    expect(files.get(name)).toEqual(composed)
    expect(JSON.parse(String(files.get('manifest.json'))).pictures).toMatchObject([
      { composed: true, mediaType: 'image/png', sizeBytes: composed?.byteLength, operation: 'mask' },
    ])

    const kept = await Array.fromAsync(exportPictures(userId))
    expect(kept.map(({ mediaType, composed: isComposed }) => [mediaType, isComposed])).toEqual([
      ['image/jpeg', false],
      ['image/png', true],
    ])
    await removeImageFiles([imageId])
    expect(await storage.get(composedKey(imageId, 1))).toBeNull()
  })
})

describe('an input that cannot be read', () => {
  it.each<[string, (id: string) => Promise<void>]>([
    ['is not there', (id) => storage.delete(uploadKey(id))],
    ['is not what was stored', (id) => storage.put(uploadKey(id), randomBytes(10))],
  ])('because it %s ends the image before its call, with all credits back', async (_what, spoil) => {
    const { userId, imageId, input, view } = await newOrder({ bytes: await plainPicture() })
    await spoil(input.id)
    await run(imageId)
    expect(await view()).toMatchObject({
      state: 'failed',
      costCredits: 0,
      canRetry: true,
      failure: { code: 'input_missing' },
    })
    expect(await sandbox.calls()).toHaveLength(0)
    expect(await creditsOf(userId)).toEqual({ available: 5000, held: 0 })
    expect(await audit()).toEqual([])
  })

  it('for a moment only is read again in a later turn', async () => {
    const { imageId, view } = await newOrder({ bytes: await plainPicture(256, 256) })
    const busy = Object.assign(new Error('too many open files'), { code: 'EMFILE' })
    const opening = vi.spyOn(storage, 'openBlob').mockRejectedValueOnce(busy)
    await expect(run(imageId)).rejects.toThrow('too many open files')
    opening.mockRestore()
    expect(await view()).toMatchObject({ state: 'preparing', failure: null })
    expect(await sandbox.calls()).toHaveLength(0)
    await db.image.update({ where: { id: imageId }, data: { leaseUntil: new Date(0) } })
    await run(imageId)
    expect((await view()).state).toBe('delivered')
  })

  it('is told by the provider’s answer when it comes to that', async () => {
    const { userId, imageId, view, input } = await newOrder({ bytes: await plainPicture() })
    const { bytes } = await db.upload.findUniqueOrThrow({ where: { id: input.id } })
    await storage.put(uploadKey(input.id), randomBytes(bytes))
    await run(imageId)
    expect((await view()).failure?.code).toBe('input_refused')
    expect(await creditsOf(userId)).toEqual({ available: 5000, held: 0 })
  })
})
