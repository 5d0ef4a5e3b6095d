import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { findModel } from '#lib/catalog/models.ts'
import { defaultParams, type ImageParams } from '#lib/catalog/params.ts'
import { type SandboxProcess, startSandboxProcess } from '../../scripts/testing/sandbox-process.ts'
import { openAiProvider } from './openai-provider.ts'
import type { ImageCall, InputFile } from './provider.ts'
import { startTestServer, type TestServer } from './test-server.ts'

let folder: string
let sandbox: SandboxProcess
let server: TestServer | undefined

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-inputs-'))
  sandbox = await startSandboxProcess()
})
afterAll(async () => {
  await sandbox.stop()
  rmSync(folder, { recursive: true })
})
beforeEach(() => sandbox.forget())
afterEach(async () => {
  await server?.stop()
  server = undefined
})

/** A file-backed input, as storage gives it out. */
async function fileOf(name: string, bytes: Uint8Array): Promise<InputFile> {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  const mediaType = name.endsWith('.jpg') ? 'image/jpeg' : 'image/png'
  return { name, mediaType, blob: await openAsBlob(file, { type: mediaType }) }
}

function plain(width: number, height: number, format: 'png' | 'jpeg', alpha = 1): Promise<Buffer> {
  const background = { r: 40, g: 120, b: 160, alpha }
  return sharp({ create: { width, height, channels: format === 'png' ? 4 : 3, background } })
    .toFormat(format)
    .toBuffer()
}

function callOf(modelId: string, more: Partial<ImageCall> & { asks?: Partial<ImageParams> }): ImageCall {
  const model = findModel(modelId)
  if (!model) throw new Error(`no model ${modelId}`)
  const { asks, ...rest } = more
  const quality = model.qualities[0] ?? model.defaultQuality
  return {
    model: modelId,
    prompt: 'a fox',
    params: { ...defaultParams(model), quality, ...asks },
    inputs: [],
    mask: null,
    safetyIdentifier: 'user-hash',
    onPartial: async () => undefined,
    ...rest,
  }
}

function providerAt(url: string) {
  return openAiProvider({ id: 'sandbox', baseUrl: `${url}/v1`, apiKey: 'test', timeoutMs: 20_000 })
}

/** What leaves for a provider, read by the platform's own reader of forms. */
async function sent(
  call: ImageCall,
): Promise<{ path: string; fields: Record<string, string>; files: File[]; names: string[] }> {
  const picture = (await plain(8, 8, 'png')).toString('base64')
  const received = Promise.withResolvers<{ path: string; form: FormData }>()
  server = await startTestServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = { 'content-type': request.headers['content-type'] ?? '' }
      const form = new Response(Buffer.concat(chunks), { headers }).formData()
      received.resolve(form.then((read) => ({ path: request.url ?? '', form: read })))
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ created: 1, data: [{ b64_json: picture }] }))
    })
  })
  await providerAt(server.url).generate(call)
  const { path: url, form } = await received.promise
  const fields: Record<string, string> = {}
  const files: File[] = []
  const names: string[] = []
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') fields[name] = value
    else {
      files.push(value)
      names.push(name)
    }
  }
  return { path: url, fields, files, names }
}

describe('what leaves', () => {
  it('is one picture as `image`, byte for byte, with its own media type', async () => {
    const bytes = await plain(64, 48, 'jpeg')
    const {
      path: url,
      fields,
      files,
      names,
    } = await sent(
      callOf('gpt-image-2', { inputs: [await fileOf('image-1.jpg', bytes)], asks: { moderation: 'low' } }),
    )
    expect(url).toBe('/v1/images/edits')
    expect(names).toEqual(['image'])
    expect(files).toMatchObject([{ name: 'image-1.jpg', type: 'image/jpeg' }])
    expect(Buffer.from(await new Response(files[0]).arrayBuffer())).toEqual(bytes)
    // `moderation` is no field of the form that carries files.
    expect(fields).toEqual({
      model: 'gpt-image-2',
      prompt: 'a fox',
      n: '1',
      size: '1024x1024',
      quality: 'low',
      background: 'auto',
      output_format: 'png',
      safety_identifier: 'user-hash',
    })
  })

  it('is several as `image[]` in their order, then the mask, and the fidelity where it was asked for', async () => {
    const inputs = await Promise.all([
      plain(20, 10, 'png').then((bytes) => fileOf('image-1.png', bytes)),
      plain(30, 10, 'jpeg').then((bytes) => fileOf('image-2.jpg', bytes)),
      plain(40, 10, 'png').then((bytes) => fileOf('image-3.png', bytes)),
    ])
    const mask = await fileOf('mask.png', await plain(20, 10, 'png', 0))
    const { fields, files, names } = await sent(
      callOf('gpt-image-1.5', { inputs, mask, asks: { inputFidelity: 'high' } }),
    )
    const widths = await Promise.all(
      files.map(async (file) => (await sharp(await file.arrayBuffer()).metadata()).width),
    )
    const parts = files.map(({ name, type }, at) => `${names[at]} ${name} ${type} ${widths[at]}`)
    expect(parts.filter((part) => part.startsWith('image[]'))).toEqual([
      'image[] image-1.png image/png 20',
      'image[] image-2.jpg image/jpeg 30',
      'image[] image-3.png image/png 40',
    ])
    expect(parts.filter((part) => !part.startsWith('image[]'))).toEqual(['mask mask.png image/png 20'])
    expect(fields.input_fidelity).toBe('high')
  })

  it('is kept nowhere on the way, where fetch would hold all of it for a second try', async () => {
    const fetching = vi.spyOn(globalThis, 'fetch')
    const inputs = [await fileOf('image-1.png', await plain(64, 64, 'png'))]
    await sent(callOf('gpt-image-2', { inputs }))
    const edits = fetching.mock.calls.filter(([url]) => String(url).endsWith('/images/edits'))
    fetching.mockRestore()
    const once = { redirect: 'error', window: null, dispatcher: expect.anything() }
    expect(edits.map(([, options]) => options)).toEqual([expect.objectContaining(once)])
  })

  it('is what DALL·E 2 knows, and nothing else', async () => {
    const inputs = [await fileOf('image-1.png', await plain(64, 64, 'png'))]
    const mask = await fileOf('mask.png', await plain(64, 64, 'png', 0))
    const { fields, names } = await sent(callOf('dall-e-2', { inputs, mask, asks: { size: '256x256' } }))
    expect(names).toEqual(['image', 'mask'])
    expect(fields).toEqual({
      model: 'dall-e-2',
      prompt: 'a fox',
      n: '1',
      size: '256x256',
      quality: 'standard',
      user: 'user-hash',
      response_format: 'b64_json',
    })
  })
})

describe('against the sandbox', () => {
  it.each(['dall-e-2', 'gpt-image-1', 'gpt-image-1.5', 'gpt-image-2', 'gpt-image-2.6-flare'])(
    'repaints under a mask with %s',
    async (model) => {
      const inputs = [await fileOf('image-1.png', await plain(256, 256, 'png'))]
      const mask = await fileOf('mask.png', await plain(256, 256, 'png', 0))
      const asks: Partial<ImageParams> = model === 'dall-e-2' ? { size: '256x256' } : {}
      const answer = await providerAt(sandbox.url).generate(callOf(model, { inputs, mask, asks }))
      const width = model === 'dall-e-2' ? 256 : 1024
      expect(await sharp(answer.bytes).metadata()).toMatchObject({ width })
      expect(await sandbox.calls()).toMatchObject([{ n: 1 }])
    },
  )

  it('hands over partial previews of an edit', async () => {
    const seen: number[] = []
    const answer = await providerAt(sandbox.url).generate(
      callOf('gpt-image-2', {
        inputs: [await fileOf('image-1.jpg', await plain(64, 48, 'jpeg'))],
        asks: { partialImages: 2 },
        async onPartial(index) {
          seen.push(index)
        },
      }),
    )
    expect(seen).toEqual([0, 1])
    expect(await sharp(answer.bytes).metadata()).toMatchObject({ width: 1024 })
    expect(answer.usage?.input_tokens_details?.image_tokens).toBeGreaterThan(100)
  })

  it.each([
    ['bytes that are no picture', Buffer.from('GIF89a, says the name')],
    ['a mask of another size', null],
  ])('says that the provider could not work with %s', async (_what, bytes) => {
    const inputs = [await fileOf('image-1.png', bytes ?? (await plain(64, 64, 'png')))]
    const mask = bytes ? null : await fileOf('mask.png', await plain(65, 64, 'png', 0))
    const failed = providerAt(sandbox.url).generate(callOf('gpt-image-2', { inputs, mask }))
    await expect(failed).rejects.toMatchObject({ kind: 'refused', says: 'input_refused' })
  })
})
