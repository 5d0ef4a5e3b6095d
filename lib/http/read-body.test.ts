import { expect, it } from 'vitest'
import { readText } from './read-body.ts'

function requestOf(body: ReadableStream<Uint8Array>): Request {
  return new Request('http://localhost:3000', { method: 'POST', body, ...{ duplex: 'half' } })
}

it('gives up a body that is not there in time, and lets go of it', async () => {
  let cancelled = false
  const half = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from('{"a')),
    cancel: () => {
      cancelled = true
    },
  })
  await expect(readText(requestOf(half), 100, 30)).rejects.toMatchObject({
    code: 'body_too_slow',
    status: 408,
  })
  expect(cancelled).toBe(true)
})

it('reads what comes in time', async () => {
  expect(await readText(requestOf(new Blob(['{"a":1}']).stream()), 100, 5000)).toBe('{"a":1}')
})
