import { describe, expect, it } from 'vitest'
import { contractProblems } from './contract/conforms.ts'
import { failure, sandboxForTests } from './test-sandbox.ts'

const { url, client, setSettings, post } = sandboxForTests()

describe('models', () => {
  it('lists retired models with their past date and active ones with null', async () => {
    const listed = await client().models.list()
    const dates = new Map(listed.data.map((model) => [model.id, model.shutdown_date]))
    expect(dates.get('dall-e-2')).toBe('2026-05-12')
    expect(dates.get('gpt-image-1')).toBe('2026-10-23')
    expect(dates.get('gpt-image-1.5')).toBe('2026-12-01')
    expect(dates.get('gpt-image-2.6-flare')).toBeNull()
    expect(dates.has('gpt-image-2-2026-04-21')).toBe(true)
    expect((await client().models.retrieve('dall-e-3')).shutdown_date).toBe('2026-05-12')
  })

  it('refuses what is past its date when told to, by a pinned day', async () => {
    await setSettings({ retired: 'refuse', today: '2026-11-30' })
    expect((await client().models.retrieve('gpt-image-1.5')).id).toBe('gpt-image-1.5')
    await setSettings({ today: '2026-12-01' })
    for (const model of ['gpt-image-1.5', 'dall-e-3', 'gpt-image-1.5-2025-12-16']) {
      expect((await failure(client().models.retrieve(model))).code).toBe('model_not_found')
      const error = await failure(client().images.generate({ model, prompt: 'a hill' }))
      expect([error.status, error.code]).toEqual([404, 'model_not_found'])
    }
    const ids = (await client().models.list()).data.map((model) => model.id)
    expect(ids).not.toContain('dall-e-2')
    expect(ids).toContain('gpt-image-2.5-flare')
  })
})

describe('keys and paths', () => {
  it('refuses a missing and an invalid key', async () => {
    expect((await failure(client('sk-invalid-1').models.list())).code).toBe('invalid_api_key')
    const answer = await fetch(`${url()}/v1/models`)
    expect(answer.status).toBe(401)
    expect(contractProblems('ErrorResponse', await answer.json())).toEqual([])
  })

  it('sends a request id on answers and on errors', async () => {
    const good = await fetch(`${url()}/v1/models`, { headers: { authorization: 'Bearer k' } })
    const bad = await fetch(`${url()}/v1/nothing`, { headers: { authorization: 'Bearer k' } })
    for (const answer of [good, bad]) expect(answer.headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/)
    expect(bad.status).toBe(404)
    expect(contractProblems('ErrorResponse', await bad.json())).toEqual([])
  })

  it('answers that variations are retired', async () => {
    const answer = await post('/v1/images/variations', {})
    expect(answer.status).toBe(404)
    expect(answer.body.error.message).toContain('retired')
    expect(contractProblems('ErrorResponse', answer.body)).toEqual([])
  })
})

describe('moderations', () => {
  it('flags the documented words in both languages and nothing else', async () => {
    const answer = await client().moderations.create({ input: ['a quiet hill', 'gore', '色情'] })
    expect(answer.results.map((result) => result.flagged)).toEqual([false, true, true])
    expect(answer.results[1]?.categories['violence/graphic']).toBe(true)
    expect(answer.results[2]?.category_scores.sexual).toBeGreaterThan(0.9)
  })

  it('takes parts as one input', async () => {
    const input = [
      { type: 'text' as const, text: 'a murder' },
      { type: 'image_url' as const, image_url: { url: 'data:image/png;base64,AA' } },
    ]
    const answer = await client().moderations.create({ model: 'omni-moderation-latest', input })
    expect(answer.results).toHaveLength(1)
    expect(answer.results[0]?.flagged).toBe(true)
  })
})

describe('garbage', () => {
  it.each(['', '{', '[]', '"text"', 'null', '{"model":5}', '{"__proto__":{"model":"x"}}', '\u0000\u0001'])(
    'answers 400 to %j',
    async (body) => {
      for (const path of ['/v1/images/generations', '/v1/images/edits', '/v1/moderations']) {
        const answer = await post(path, body)
        expect(answer.status).toBe(400)
        expect(contractProblems('ErrorResponse', answer.body)).toEqual([])
      }
    },
  )

  it('answers 400 to a broken form and to other media types, and lives', async () => {
    for (const type of [
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'text/plain',
      'application/xml',
    ]) {
      const answer = await post('/v1/images/edits', '--y\r\nnothing', { 'content-type': type })
      expect(answer.status).toBe(400)
    }
    expect((await fetch(`${url()}/`)).status).toBe(200)
  })

  it('answers 413 to bodies over the limit', async () => {
    const large = await post('/v1/images/generations', {
      model: 'gpt-image-2',
      prompt: 'x'.repeat(1_100_000),
    })
    expect([large.status, large.body.error.code]).toEqual([413, 'request_too_large'])
    await setSettings({ editBodyMaxBytes: 2048 })
    const edit = await post('/v1/images/edits', { model: 'gpt-image-2', prompt: 'x'.repeat(4000) })
    expect(edit.status).toBe(413)
  })
})
