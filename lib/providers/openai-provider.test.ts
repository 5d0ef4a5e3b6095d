import { setTimeout as delay } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findModel } from '#lib/catalog/models.ts'
import { defaultParams } from '#lib/catalog/params.ts'
import { type SandboxProcess, startSandboxProcess } from '../../scripts/testing/sandbox-process.ts'
import { openAiProvider } from './openai-provider.ts'
import type { ImageCall } from './provider.ts'
import { startTestServer, type TestServer } from './test-server.ts'

let sandbox: SandboxProcess
let server: TestServer | undefined

beforeAll(async () => {
  sandbox = await startSandboxProcess()
})
afterAll(() => sandbox.stop())
beforeEach(() => sandbox.forget())
afterEach(async () => {
  await server?.stop()
  server = undefined
})

function providerAt(url: string, timeoutMs = 20_000) {
  return openAiProvider({ id: 'sandbox', baseUrl: `${url}/v1`, apiKey: 'test', timeoutMs })
}

function callOf(modelId: string, more: Partial<ImageCall['params']> = {}, prompt = 'a fox'): ImageCall {
  const model = findModel(modelId)
  if (!model) throw new Error(`no model ${modelId}`)
  const quality = model.qualities[0] ?? model.defaultQuality
  return {
    model: modelId,
    prompt,
    params: { ...defaultParams(model), quality, ...more },
    inputs: [],
    mask: null,
    safetyIdentifier: 'user-hash',
    onPartial: async () => undefined,
  }
}

describe('against the sandbox', () => {
  it('answers the bytes as they came, with usage, request id and who asked', async () => {
    const answer = await providerAt(sandbox.url).generate(callOf('gpt-image-2', { partialImages: 0 }))
    expect(await sharp(answer.bytes).metadata()).toMatchObject({ format: 'png', width: 1024, height: 1024 })
    expect(answer.usage).toMatchObject({
      output_tokens: expect.any(Number),
      input_tokens: expect.any(Number),
    })
    const calls = await sandbox.calls()
    expect(calls).toMatchObject([{ n: 1, stream: false, safetyIdentifier: 'user-hash' }])
    expect(answer.requestId).toBe(calls[0]?.requestId)
  })

  it('hands over each partial preview, in order, before the picture', async () => {
    const seen: { index: number; format: string | undefined }[] = []
    const answer = await providerAt(sandbox.url).generate({
      ...callOf('gpt-image-2', { partialImages: 3, outputFormat: 'webp' }),
      async onPartial(index, bytes) {
        // A slow reader must not turn the order round.
        await delay(index === 0 ? 20 : 0)
        seen.push({ index, format: (await sharp(bytes).metadata()).format })
      },
    })
    expect(seen).toEqual([0, 1, 2].map((index) => ({ index, format: 'webp' })))
    expect((await sharp(answer.bytes).metadata()).format).toBe('webp')
    expect(answer.usage?.output_tokens).toBeGreaterThan(300)
    expect(await sandbox.calls()).toMatchObject([{ stream: true }])
  })

  it.each(['dall-e-2', 'dall-e-3', 'gpt-image-1'])('speaks to %s in its own words', async (model) => {
    const answer = await providerAt(sandbox.url).generate(callOf(model, { partialImages: 0 }))
    expect((await sharp(answer.bytes).metadata()).format).toBe('png')
    if (model === 'dall-e-3') expect(answer.revisedPrompt).toContain('a fox')
  })

  it.each([
    ['[[500]]', 0, 'retryable', 'server_error'],
    ['[[blocked:output]]', 0, 'refused', 'moderation_blocked'],
    ['[[429:7]]', 0, 'pause', 'rate_limit_exceeded'],
    ['[[quota]]', 0, 'account', 'insufficient_quota'],
    ['[[stream-error]]', 1, 'retryable', 'server_error'],
    ['[[drop-stream]]', 1, 'ambiguous', expect.any(String)],
    ['[[drop]]', 0, 'ambiguous', expect.any(String)],
    ['[[drop-stream]]', 0, 'ambiguous', expect.any(String)],
  ])('calls once and no more for %s with %i previews: %s', async (word, partialImages, kind, code) => {
    const call = callOf('gpt-image-2', { partialImages }, `a fox ${word}`)
    await expect(providerAt(sandbox.url).generate(call)).rejects.toMatchObject({ kind, code })
    expect(await sandbox.calls()).toHaveLength(1)
  })

  it('passes on what the headers say of the limit, with pictures and with refusals', async () => {
    const call = (partialImages: number) =>
      providerAt(sandbox.url).generate(callOf('gpt-image-2', { partialImages }))
    expect((await call(0)).rateLimit).toBeNull()
    await sandbox.set({ ratePerMinute: 2 })
    expect((await call(0)).rateLimit).toEqual({ perMinute: 2, remaining: 1 })
    expect((await call(1)).rateLimit).toEqual({ perMinute: 2, remaining: 0 })
    await expect(call(0)).rejects.toMatchObject({
      kind: 'pause',
      rateLimit: { perMinute: 2, remaining: 0 },
    })
    await sandbox.set({ ratePerMinute: null })
  })

  it('reads which models are served, and until when', async () => {
    const served = await providerAt(sandbox.url).listModels()
    expect(served).toContainEqual({ id: 'gpt-image-2', shutdownDate: null })
    expect(served).toContainEqual({ id: 'gpt-image-1.5', shutdownDate: '2026-12-01' })
  })
})

describe('against other servers', () => {
  it('repeats the download of a picture that is answered as a link, and never the call', async () => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
      .png()
      .toBuffer()
    const asked: string[] = []
    server = await startTestServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      if (request.method === 'POST') {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ created: 1, data: [{ url: `http://${request.headers.host}/1.png` }] }))
      } else if (asked.length === 2) response.writeHead(500).end()
      else response.end(png)
    })
    const answer = await providerAt(server.url).generate(callOf('gpt-image-2', { partialImages: 0 }))
    expect(Buffer.from(answer.bytes)).toEqual(png)
    expect(asked).toEqual(['POST /v1/images/generations', 'GET /1.png', 'GET /1.png'])
    expect(answer.usage).toBeNull()
  })

  it('calls an answer without a picture ambiguous', async () => {
    server = await startTestServer((_request, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ created: 1, data: [] }))
    })
    await expect(
      providerAt(server.url).generate(callOf('gpt-image-2', { partialImages: 0 })),
    ).rejects.toMatchObject({ kind: 'ambiguous', code: 'empty_answer' })
  })

  it('takes a stream that ends in order, but without a picture, for cut', async () => {
    server = await startTestServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: [DONE]\n\n')
    })
    await expect(
      providerAt(server.url).generate(callOf('gpt-image-2', { partialImages: 1 })),
    ).rejects.toMatchObject({ kind: 'ambiguous', code: 'stream_cut' })
  })

  it.each([200, 503])(
    'ends an answer of %i that goes on and on without coming to its end',
    async (status) => {
      let closed = false
      server = await startTestServer((_request, response) => {
        response.writeHead(status, { 'content-type': 'text/event-stream' }).flushHeaders()
        const comments = setInterval(() => response.write(': processing\n\n'), 100)
        response.on('close', () => {
          clearInterval(comments)
          closed = true
        })
      })
      const call = providerAt(server.url, 1_000).generate(callOf('gpt-image-2', { partialImages: 1 }))
      await expect(call).rejects.toMatchObject({ kind: 'ambiguous' })
      await expect.poll(() => closed).toBe(true)
      expect(server.requests()).toBe(1)
    },
  )

  it('ends a call that says nothing for as long as it may take, without a second one', async () => {
    server = await startTestServer(() => undefined)
    const call = providerAt(server.url, 300).generate(callOf('gpt-image-2', { partialImages: 0 }))
    await expect(call).rejects.toMatchObject({ kind: 'ambiguous' })
    expect(server.requests()).toBe(1)
  })
})
