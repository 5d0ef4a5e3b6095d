import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { findModel } from '#lib/catalog/models.ts'
import { defaultParams } from '#lib/catalog/params.ts'
import { openAiProvider } from './openai-provider.ts'
import type { ImageCall } from './provider.ts'
import { startTestServer, type TestServer } from './test-server.ts'

// In a file of its own: undici keeps one timer for all its time-outs, and must never have seen the real clock. That of the
// SDK and of the dispatcher is ours here; the network goes on in real time.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
})
afterAll(() => {
  vi.useRealTimers()
})

let server: TestServer | undefined
afterEach(async () => {
  await server?.stop()
  server = undefined
})

function providerAt(url: string, timeoutMs: number) {
  return openAiProvider({ id: 'sandbox', baseUrl: `${url}/v1`, apiKey: 'test', timeoutMs })
}

function callWith(partialImages: number): ImageCall {
  const model = findModel('gpt-image-2')
  if (!model) throw new Error('no such model')
  return {
    model: model.id,
    prompt: 'a fox',
    params: { ...defaultParams(model), partialImages },
    safetyIdentifier: 'user-hash',
    inputs: [],
    mask: null,
    onPartial: async () => undefined,
  }
}

it('does not wait for ever for a stream that fell silent in the middle', async () => {
  server = await startTestServer((_request, response) => {
    const event = { type: 'image_generation.partial_image', partial_image_index: 0, b64_json: 'AAAA' }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  })
  const begun = Promise.withResolvers<void>()
  const call = providerAt(server.url, 60_000).generate({
    ...callWith(1),
    onPartial: async () => begun.resolve(),
  })
  const ended = expect(call).rejects.toMatchObject({ kind: 'ambiguous' })
  await begun.promise
  await vi.advanceTimersByTimeAsync(70_000)
  await ended
})

it('waits ten minutes for an answer: Node alone would give up after five', async () => {
  const arrived = Promise.withResolvers<() => void>()
  server = await startTestServer((_request, response) => {
    arrived.resolve(() => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ created: 1, data: [{ b64_json: 'AAAA' }] }))
    })
  })
  const call = providerAt(server.url, 900_000).generate(callWith(0))
  const answerNow = await arrived.promise
  await vi.advanceTimersByTimeAsync(600_000)
  answerNow()
  expect((await call).bytes).toHaveLength(3)
})
