import { APIConnectionError, RateLimitError } from 'openai'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { parseDuration, readFaults } from './faults.ts'
import { failure, firstPicture, sandboxForTests } from './test-sandbox.ts'

const { client, post, setSettings, url } = sandboxForTests()
const order = { model: 'gpt-image-2', quality: 'low' } as const
const generate = (prompt: string) => client().images.generate({ ...order, prompt })

describe('magic words', () => {
  it.each([
    ['[[429]]', 429, 'rate_limit_exceeded'],
    ['[[quota]]', 429, 'insufficient_quota'],
    ['[[500]]', 500, 'server_error'],
    ['[[503]]', 503, 'server_is_overloaded'],
    ['[[blocked]]', 400, 'moderation_blocked'],
    ['[[blocked:output]]', 400, 'moderation_blocked'],
    ['[[error:invalid_value]]', 400, 'invalid_value'],
    ['[[error:organization_usage_limit_exceeded:once]]', 429, 'organization_usage_limit_exceeded'],
    ['[[error:unverified]]', 403, null],
  ])('%s answers %i %s', async (word, status, code) => {
    const error = await failure(generate(`a hill ${word}`))
    expect([error.status, error.code]).toEqual([status, code])
  })

  it('tells when to come back after a 429', async () => {
    const error = await failure(generate('a hill [[429:3]]'))
    expect(error).toBeInstanceOf(RateLimitError)
    expect(error.headers?.get('retry-after')).toBe('3')
    expect(error.headers?.get('retry-after-ms')).toBe('3000')
  })

  it('says at which stage and why a prompt was blocked', async () => {
    const input = await failure(generate('a hill [[blocked]]'))
    expect(input.error).toMatchObject({
      moderation_details: { moderation_stage: 'input', categories: ['violence'] },
    })
    expect(input.type).toBe('image_generation_user_error')
  })

  it('fails once, or so many times, for the same prompt', async () => {
    expect((await failure(generate('one [[500:once]]'))).status).toBe(500)
    expect((await generate('one [[500:once]]')).data).toHaveLength(1)
    expect((await failure(generate('two [[429:2:x2]]'))).headers?.get('retry-after')).toBe('2')
    expect((await failure(generate('two [[429:2:x2]]'))).status).toBe(429)
    expect((await generate('two [[429:2:x2]]')).data).toHaveLength(1)
    expect((await failure(generate('another [[500:once]]'))).status).toBe(500)
  })

  it('cuts the connection without an answer', async () => {
    expect(await failure(generate('a hill [[drop]]'))).toBeInstanceOf(APIConnectionError)
  })

  it('cuts an answer in its middle', async () => {
    await expect(generate('a hill [[drop-stream]]')).rejects.toThrow()
  })

  it.each([502, 503, 504, 524])('stands in for a gateway that gives up with %i', async (status) => {
    for (const stream of [false, true]) {
      const call = client().images.generate({ ...order, stream, prompt: `a hill [[gateway:${status}]]` })
      const error = await call.then(
        () => null,
        (reason: unknown) => reason,
      )
      expect(error).toMatchObject({ status, type: undefined })
    }
    const log = await fetch(`${url()}/sandbox/calls`).then((answer) => answer.json())
    expect(log).toMatchObject({ working: 0, byStatus: { [status]: 2 } })
  })

  it('takes an unknown error for no fault', async () => {
    expect((await generate('a hill [[error:moon]]')).data).toHaveLength(1)
  })

  it('sends a picture that does not decode', async () => {
    const bytes = firstPicture(await generate('a hill [[truncated]]'))
    await expect(sharp(bytes).raw().toBuffer()).rejects.toThrow()
  })

  it('waits as long as asked, and paints the same picture', async () => {
    const started = performance.now()
    const slow = await generate('a hill [[delay:400ms]]')
    expect(performance.now() - started).toBeGreaterThanOrEqual(395)
    expect(slow.data?.[0]?.b64_json).toBe((await generate('a hill')).data?.[0]?.b64_json)
  })

  it('works by header too', async () => {
    const faulty = client('k', { 'x-sandbox-fault': '503' })
    expect((await failure(faulty.images.generate({ ...order, prompt: 'a hill' }))).status).toBe(503)
  })

  it('leaves other brackets alone', () => {
    expect(readFaults('[[moon]] [[501]] [429]', undefined)).toEqual([])
    expect(readFaults('[[delay:2s]] [[500:once]]', ' 429:7 , x')).toEqual([
      { name: 'delay', argument: '2s', times: null },
      { name: '500', argument: null, times: 1 },
      { name: '429', argument: '7', times: null },
    ])
    expect(['5s', '500ms', '2m', '40', 'soon', null].map(parseDuration)).toEqual([
      5000,
      500,
      120_000,
      40,
      null,
      null,
    ])
  })
})

describe('settings', () => {
  it('empties the account', async () => {
    await setSettings({ accountEmpty: true })
    expect((await failure(generate('a hill'))).code).toBe('insufficient_quota')
  })

  it('limits images a minute for each model, with headers', async () => {
    await setSettings({ ratePerMinute: 2 })
    const { response } = await generate('a').then(() =>
      client()
        .images.generate({ ...order, prompt: 'b' })
        .withResponse(),
    )
    expect(response.headers.get('x-ratelimit-limit-requests')).toBe('2')
    expect(response.headers.get('x-ratelimit-remaining-requests')).toBe('0')
    const error = await failure(generate('c'))
    expect(error.code).toBe('rate_limit_exceeded')
    expect(Number(error.headers?.get('retry-after'))).toBeGreaterThan(20)
    expect(
      (await client().images.generate({ model: 'gpt-image-1', quality: 'low', prompt: 'c' })).data,
    ).toHaveLength(1)
  })

  it('limits images at work at once', async () => {
    await setSettings({ concurrency: 2, delayMs: 400 })
    const answers = await Promise.allSettled(['a', 'b', 'c', 'd'].map(generate))
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(2)
    const refused = answers.find((answer) => answer.status === 'rejected')
    expect(refused?.reason.code).toBe('slow_down')
    await setSettings({ delayMs: 0 })
    expect((await generate('e')).data).toHaveLength(1)
  })

  it('gives each prompt its own fixed delay out of a range', async () => {
    await setSettings({ delayMs: [200, 700] })
    const started = performance.now()
    await generate('a hill')
    expect(performance.now() - started).toBeGreaterThanOrEqual(195)
  })

  it('refuses wrong settings and keeps the old ones', async () => {
    for (const bad of [{ delayMs: -1 }, { colour: 'red' }, { retired: 'maybe' }, { delayMs: [9, 1] }])
      expect((await post('/sandbox/settings', bad)).status).toBe(400)
    const settings = await fetch(`${url()}/sandbox/settings`).then((answer) => answer.json())
    expect(settings.delayMs).toBe(0)
  })

  it('is closed to pages in a browser', async () => {
    expect((await post('/sandbox/settings', {}, { origin: 'https://example.com' })).status).toBe(403)
  })
})

describe('the log of calls', () => {
  const readLog = () => fetch(`${url()}/sandbox/calls`).then((answer) => answer.json())

  it('says what came and how it ended', async () => {
    await client().images.generate({ ...order, prompt: 'a hill', safety_identifier: 'u1' })
    await failure(generate('a hill [[500]]'))
    await failure(generate('a hill [[drop]]'))
    for await (const _ of await client().images.generate({ ...order, prompt: 'sea', stream: true }));
    const log = await readLog()
    expect(log).toMatchObject({
      total: 4,
      working: 0,
      concurrencyMax: 1,
      byStatus: { 200: 2, 500: 1, cut: 1 },
    })
    expect(log.calls[0]).toMatchObject({
      operation: 'generate',
      model: 'gpt-image-2',
      n: 1,
      status: 200,
      state: 'answered',
      concurrency: 1,
      safetyIdentifier: 'u1',
    })
    expect(log.calls[0].promptHash).toMatch(/^[0-9a-f]{8}$/)
    expect(log.calls.map((call: { state: string }) => call.state)).toEqual([
      'answered',
      'answered',
      'cut',
      'answered',
    ])
    await fetch(`${url()}/sandbox/calls`, { method: 'DELETE' })
    expect(await readLog()).toMatchObject({ total: 0, calls: [] })
  })

  it('frees the place of a client that left a stream', async () => {
    await setSettings({ delayMs: 300 })
    const stream = await client().images.generate({
      ...order,
      prompt: 'sea',
      stream: true,
      partial_images: 2,
    })
    for await (const _ of stream) break
    await expect.poll(async () => (await readLog()).working).toBe(0)
  })
})

describe('variety', () => {
  it('paints another picture each time the same is asked, in a fixed order', async () => {
    const ask = async () => firstPicture(await generate('a lake'))
    await setSettings({ variety: true })
    const [first, second] = [await ask(), await ask()]
    expect(first.equals(second)).toBe(false)
    await fetch(`${url()}/sandbox/calls`, { method: 'DELETE' })
    expect((await ask()).equals(first)).toBe(true)
  })
})
