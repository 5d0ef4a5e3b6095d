import { describe, expect, it } from 'vitest'
import { contractProblems } from './contract/conforms.ts'
import { asFile, failure, pixelsOf, plainPng, sandboxForTests } from './test-sandbox.ts'

const { client, setSettings } = sandboxForTests()

describe('a stream of a generation', () => {
  it('sends the partials in order, then completed with usage', async () => {
    const stream = await client().images.generate({
      model: 'gpt-image-2',
      prompt: 'mountains',
      quality: 'low',
      stream: true,
      partial_images: 3,
      safety_identifier: 'u1',
    })
    const events = []
    for await (const event of stream) events.push(event)
    for (const event of events) expect(contractProblems('ImageGenStreamEvent', event)).toEqual([])
    expect(events.map((event) => event.type)).toEqual([
      ...Array.from({ length: 3 }, () => 'image_generation.partial_image'),
      'image_generation.completed',
    ])
    const indexes = events.flatMap((event) =>
      event.type === 'image_generation.partial_image' ? [event.partial_image_index] : [],
    )
    expect(indexes).toEqual([0, 1, 2])
    const last = events[3]
    if (last?.type !== 'image_generation.completed') throw new Error('not completed')
    expect(last.usage.output_tokens).toBe(196 + 300)
    expect(last.safety_identifier).toBe('u1')
    const pictures = await Promise.all(events.map((event) => pixelsOf(Buffer.from(event.b64_json, 'base64'))))
    for (const picture of pictures) expect([picture.width, picture.height]).toEqual([1024, 1024])
    // Each event is nearer to the finished picture than the one before.
    const distances = pictures.map((picture) => distance(picture.data, pictures[3]?.data ?? Buffer.alloc(0)))
    expect(distances).toEqual([...distances].sort((a, b) => b - a))
    expect(new Set(distances).size).toBe(4)
  })

  it('sends completed only when no partials are asked, the same picture as without a stream', async () => {
    const order = { model: 'gpt-image-2.6-flare', prompt: 'sea', quality: 'low' } as const
    const events = []
    for await (const event of await client().images.generate({ ...order, stream: true })) events.push(event)
    expect(events).toHaveLength(1)
    const plain = await client().images.generate(order)
    expect(events[0]?.b64_json).toBe(plain.data?.[0]?.b64_json)
  })

  it('spreads the partials over the delay', async () => {
    await setSettings({ delayMs: 900 })
    const started = performance.now()
    const times: number[] = []
    const stream = await client().images.generate({
      model: 'gpt-image-2',
      prompt: 'sea',
      quality: 'low',
      stream: true,
      partial_images: 2,
    })
    for await (const _ of stream) times.push(performance.now() - started)
    expect(times[0]).toBeGreaterThanOrEqual(290)
    expect(times[2]).toBeGreaterThanOrEqual(890)
    expect(times[0]).toBeLessThan(times[2] ?? 0)
  })

  it('refuses n of 2', async () => {
    const error = await failure(
      client().images.generate({ model: 'gpt-image-2', prompt: 'x', n: 2, stream: true }),
    )
    expect([error.status, error.param]).toEqual([400, 'n'])
  })
})

it('streams an edit', async () => {
  const image = asFile(await plainPng(1024, 1024, '#884422'))
  const stream = await client().images.edit({
    model: 'gpt-image-2',
    image,
    prompt: 'sea',
    quality: 'low',
    stream: true,
    partial_images: 1,
  })
  const events = []
  for await (const event of stream) events.push(event)
  for (const event of events) expect(contractProblems('ImageEditStreamEvent', event)).toEqual([])
  expect(events.map((event) => event.type)).toEqual(['image_edit.partial_image', 'image_edit.completed'])
})

describe('a stream that fails', () => {
  const order = { model: 'gpt-image-2', quality: 'low', stream: true, partial_images: 1 } as const
  async function read(prompt: string): Promise<string[]> {
    const types: string[] = []
    for await (const event of await client().images.generate({ ...order, prompt })) types.push(event.type)
    return types
  }

  it('is cut before completed', async () => {
    await expect(read('hill [[drop-stream]]')).rejects.toThrow()
  })

  it('ends with an error event', async () => {
    expect((await failure(read('hill [[stream-error]]'))).code).toBe('server_error')
    const blocked = await failure(read('hill [[blocked:output]]'))
    expect(blocked.code).toBe('moderation_blocked')
    expect(blocked.error).toMatchObject({ moderation_details: { moderation_stage: 'output' } })
  })

  it('is a plain error when it fails before the first byte', async () => {
    expect((await failure(read('hill [[500]]'))).status).toBe(500)
    expect((await failure(read('hill [[429:3]]'))).status).toBe(429)
  })
})

/** Mean difference of two pictures, in levels. */
function distance(a: Buffer, b: Buffer): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0))
  return sum / a.length
}
