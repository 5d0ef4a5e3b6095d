import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { models } from '#lib/catalog/models.ts'
import { contractProblems } from './contract/conforms.ts'
import { failure, firstPicture, sandboxForTests } from './test-sandbox.ts'

const { client, post, setSettings } = sandboxForTests()
const path = '/v1/images/generations'

describe('every model', () => {
  it.each(models.map((model) => [model.id, model] as const))(
    '%s paints its default size',
    async (id, model) => {
      const body = { model: id, prompt: 'a hill', size: model.defaultSize, quality: model.qualities[0] }
      const dallE = model.family === 'dall-e'
      const answer = await post(path, dallE ? { ...body, response_format: 'b64_json' } : body)
      expect(answer.status).toBe(200)
      expect(contractProblems('ImagesResponse', answer.body)).toEqual([])
      const shown = await sharp(Buffer.from(answer.body.data[0].b64_json, 'base64')).metadata()
      expect(`${shown.width}x${shown.height}`).toBe(model.defaultSize)
      expect(shown.format).toBe('png')
      if (dallE) expect(answer.body.usage).toBeUndefined()
      else expect(answer.body.usage.output_tokens).toBeGreaterThan(0)
    },
  )

  it.each(models.flatMap((model) => model.snapshots))('%s answers under its snapshot name', async (model) => {
    expect((await post(path, { model, prompt: 'a hill', quality: 'low' })).status).toBe(200)
  })
})

describe('answers', () => {
  it('repeats the safety identifier and counts usage for all n', async () => {
    const prompt = 'twelve chars'
    const one = await client().images.generate({
      model: 'gpt-image-2',
      prompt,
      quality: 'low',
      safety_identifier: 'u1',
    })
    const two = await client().images.generate({ model: 'gpt-image-2', prompt, quality: 'low', n: 2 })
    expect(one.safety_identifier).toBe('u1')
    // OpenAI's calculator: base 16 at 1024 x 1024.
    expect(one.usage).toEqual({
      input_tokens: 3,
      input_tokens_details: { text_tokens: 3, image_tokens: 0 },
      output_tokens: 196,
      output_tokens_details: { text_tokens: 0, image_tokens: 196 },
      total_tokens: 199,
    })
    expect(two.usage?.output_tokens).toBe(392)
    expect(two.data?.[0]?.b64_json).not.toBe(two.data?.[1]?.b64_json)
    expect(one.data?.[0]?.b64_json).toBe(two.data?.[0]?.b64_json)
  })

  it.each(['png', 'jpeg', 'webp'] as const)('makes %s', async (format) => {
    const best = await client().images.generate({
      model: 'gpt-image-2.6-flare',
      prompt: 'sea',
      quality: 'low',
      output_format: format,
    })
    expect((await sharp(firstPicture(best)).metadata()).format).toBe(format)
    expect(best.output_format).toBe(format)
    if (format === 'png') return
    const poor = await client().images.generate({
      model: 'gpt-image-2.6-flare',
      prompt: 'sea',
      quality: 'low',
      output_format: format,
      output_compression: 20,
    })
    expect(firstPicture(poor).length).toBeLessThan(firstPicture(best).length / 2)
  })

  it.each(['png', 'webp'] as const)('leaves the corners of a transparent %s empty', async (format) => {
    const answer = await client().images.generate({
      model: 'gpt-image-2.5-flare',
      prompt: 'a cat',
      quality: 'low',
      background: 'transparent',
      output_format: format,
    })
    const { data, info } = await sharp(firstPicture(answer)).raw().toBuffer({ resolveWithObject: true })
    expect(info.channels).toBe(4)
    expect(data[3]).toBe(0)
    expect(data[data.length - 1]).toBe(0)
    expect(data[(512 * 1024 + 512) * 4 + 3]).toBe(255)
    expect(answer.background).toBe('transparent')
  })

  it('gives DALL·E a url that dies, and a revised prompt to DALL·E 3 only', async () => {
    const answer = await client().images.generate({
      model: 'dall-e-3',
      prompt: 'a fox',
      style: 'vivid',
      quality: 'hd',
    })
    expect(contractProblems('ImagesResponse', answer)).toEqual([])
    expect(answer.data?.[0]?.revised_prompt).toContain('a fox')
    const file = await fetch(answer.data?.[0]?.url ?? '')
    expect(file.headers.get('content-type')).toBe('image/png')
    expect((await sharp(Buffer.from(await file.arrayBuffer())).metadata()).width).toBe(1024)
    await setSettings({ fileLifetimeMs: 1 })
    const short = await client().images.generate({ model: 'dall-e-2', prompt: 'a fox', size: '256x256' })
    expect(short.data?.[0]?.revised_prompt).toBeUndefined()
    expect((await fetch(short.data?.[0]?.url ?? '')).status).toBe(404)
  })
})

describe('refusals', () => {
  const good = { model: 'gpt-image-2', prompt: 'a hill' }
  const newest = { model: 'gpt-image-2.6-flare', prompt: 'a hill' }
  const dallE3 = { model: 'dall-e-3', prompt: 'a hill' }
  const refusals: [string, Record<string, unknown>, number, string | null, string | null][] = [
    ['no model', { prompt: 'x' }, 400, 'model', 'missing_required_parameter'],
    ['an unknown model', { ...good, model: 'gpt-image-9' }, 404, 'model', 'model_not_found'],
    ['no prompt', { model: 'gpt-image-2' }, 400, 'prompt', 'missing_required_parameter'],
    ['a blank prompt', { ...good, prompt: '  ' }, 400, 'prompt', 'string_below_min_length'],
    ['a long prompt', { ...good, prompt: '山'.repeat(32_001) }, 400, 'prompt', 'string_above_max_length'],
    [
      'a long DALL·E 2 prompt',
      { model: 'dall-e-2', prompt: 'x'.repeat(1001) },
      400,
      'prompt',
      'string_above_max_length',
    ],
    [
      'a long DALL·E 3 prompt',
      { ...dallE3, prompt: 'x'.repeat(4001) },
      400,
      'prompt',
      'string_above_max_length',
    ],
    ['an unknown parameter', { ...good, seed: 1 }, 400, 'seed', 'unknown_parameter'],
    ['n as text', { ...good, n: '2' }, 400, 'n', 'invalid_type'],
    ['n of half', { ...good, n: 1.5 }, 400, 'n', 'invalid_type'],
    ['n of 0', { ...good, n: 0 }, 400, 'n', 'integer_below_min_value'],
    ['n of 11', { ...good, n: 11 }, 400, 'n', 'integer_above_max_value'],
    ['n of 2 on DALL·E 3', { ...dallE3, n: 2 }, 400, 'n', 'integer_above_max_value'],
    ['a number as prompt', { ...good, prompt: 5 }, 400, 'prompt', 'invalid_type'],
    ['too few pixels', { ...good, size: '512x512' }, 400, 'size', 'invalid_value'],
    ['an edge off the grid', { ...good, size: '1920x1080' }, 400, 'size', 'invalid_value'],
    ['too many pixels', { ...good, size: '3840x2400' }, 400, 'size', 'invalid_value'],
    ['too long an edge', { ...good, size: '4096x2048' }, 400, 'size', 'invalid_value'],
    ['too flat a picture', { ...good, size: '3072x512' }, 400, 'size', 'invalid_value'],
    ['a wordy size', { ...good, size: 'large' }, 400, 'size', 'invalid_value'],
    [
      'a rule size on the first family',
      { model: 'gpt-image-1', prompt: 'x', size: '2048x2048' },
      400,
      'size',
      'invalid_value',
    ],
    ['auto size on DALL·E', { ...dallE3, size: 'auto' }, 400, 'size', 'invalid_value'],
    ['max on gpt-image-2', { ...good, quality: 'max' }, 400, 'quality', 'invalid_value'],
    ['hd on gpt-image-2', { ...good, quality: 'hd' }, 400, 'quality', 'invalid_value'],
    ['high on DALL·E 3', { ...dallE3, quality: 'high' }, 400, 'quality', 'invalid_value'],
    ['a style on GPT Image', { ...good, style: 'vivid' }, 400, 'style', 'unknown_parameter'],
    [
      'a style on DALL·E 2',
      { model: 'dall-e-2', prompt: 'x', style: 'vivid' },
      400,
      'style',
      'unknown_parameter',
    ],
    ['another style', { ...dallE3, style: 'calm' }, 400, 'style', 'invalid_value'],
    [
      'response_format on GPT Image',
      { ...good, response_format: 'url' },
      400,
      'response_format',
      'unknown_parameter',
    ],
    [
      'output_format on DALL·E',
      { ...dallE3, output_format: 'png' },
      400,
      'output_format',
      'unknown_parameter',
    ],
    ['a background on DALL·E', { ...dallE3, background: 'auto' }, 400, 'background', 'unknown_parameter'],
    [
      'transparent jpeg',
      { ...good, background: 'transparent', output_format: 'jpeg' },
      400,
      'background',
      'invalid_value',
    ],
    ['compressed png', { ...good, output_compression: 50 }, 400, 'output_compression', 'invalid_value'],
    [
      'compression over 100',
      { ...good, output_format: 'webp', output_compression: 101 },
      400,
      'output_compression',
      'integer_above_max_value',
    ],
    ['partials without a stream', { ...good, partial_images: 1 }, 400, 'partial_images', 'invalid_value'],
    [
      'four partials',
      { ...good, stream: true, partial_images: 4 },
      400,
      'partial_images',
      'integer_above_max_value',
    ],
    ['a stream on DALL·E', { ...dallE3, stream: true }, 400, 'stream', 'invalid_value'],
    ['gif without access', { ...newest, output_format: 'gif' }, 403, 'output_format', null],
    ['svg without access', { ...newest, output_format: 'svg' }, 403, 'output_format', null],
    ['two svg', { ...newest, output_format: 'svg', n: 2 }, 400, 'n', 'invalid_value'],
    ['gif on an older model', { ...good, output_format: 'gif' }, 400, 'output_format', 'invalid_value'],
    ['frames of a png', { ...newest, frame_count: 4 }, 400, 'frame_count', 'invalid_value'],
    ['complexity on an older model', { ...good, complexity: 'low' }, 400, 'complexity', 'unknown_parameter'],
    ['another moderation', { ...good, moderation: 'off' }, 400, 'moderation', 'invalid_value'],
  ]
  it.each(refusals)('refuses %s', async (_, body, status, param, code) => {
    const answer = await post(path, body)
    expect([answer.status, answer.body.error?.param, answer.body.error?.code]).toEqual([status, param, code])
    expect(contractProblems('ErrorResponse', answer.body)).toEqual([])
  })

  it('takes null as absent, and the longest prompt', async () => {
    const prompt = '山'.repeat(32_000)
    const nulls = {
      n: null,
      size: null,
      quality: 'low',
      background: null,
      stream: null,
      partial_images: null,
    }
    expect((await post(path, { model: 'gpt-image-2', prompt, ...nulls })).status).toBe(200)
  })

  it('reaches the SDK as its errors', async () => {
    const error = await failure(
      client().images.generate({ model: 'gpt-image-2', prompt: 'x', size: '512x512' }),
    )
    expect([error.status, error.code, error.param]).toEqual([400, 'invalid_value', 'size'])
    expect(error.requestID).toMatch(/^req_/)
  })
})
