import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { contractProblems } from './contract/conforms.ts'
import { asFile, failure, firstPicture, pixelsOf, plainPng, sandboxForTests } from './test-sandbox.ts'

const { client, post } = sandboxForTests()
const order = { model: 'gpt-image-2.6-flare', prompt: 'a cat', quality: 'low', size: '1024x1024' } as const

/** Whether a pixel is meant to change. */
type Inside = (x: number, y: number) => boolean

const ellipse: Inside = (x, y) => ((x - 400) / 200) ** 2 + ((y - 475) / 175) ** 2 <= 1

function box(left: number, top: number, width: number, height: number): Inside {
  return (x, y) => x >= left && x < left + width && y >= top && y < top + height
}

/** 1024 x 1024 pixels of noise, and a mask with a transparent ellipse. */
async function pictureAndMask() {
  const raw = { width: 1024, height: 1024 }
  const noise = Buffer.alloc(1024 * 1024 * 3)
  for (let i = 0; i < noise.length; i++) noise[i] = Math.imul(i, 2_654_435_761) >>> 24
  const alpha = Buffer.alloc(1024 * 1024 * 4, 255)
  for (let i = 0; i < 1024 * 1024; i++) if (ellipse(i % 1024, Math.floor(i / 1024))) alpha[i * 4 + 3] = 0
  return {
    picture: await sharp(noise, { raw: { ...raw, channels: 3 } })
      .png()
      .toBuffer(),
    mask: await sharp(alpha, { raw: { ...raw, channels: 4 } })
      .png()
      .toBuffer(),
  }
}

/** How many pixels that should change did not, and how many changed that should not. */
async function countMistakes(before: Buffer, after: Buffer, inside: Inside) {
  const [a, b] = [await pixelsOf(before), await pixelsOf(after)]
  const mistakes = { keptInside: 0, changedOutside: 0 }
  for (let i = 0; i < a.width * a.height; i++) {
    const same = [0, 1, 2].every((channel) => a.data[i * 3 + channel] === b.data[i * 3 + channel])
    const meant = inside(i % a.width, Math.floor(i / a.width))
    if (meant && same) mistakes.keptInside += 1
    if (!meant && !same) mistakes.changedOutside += 1
  }
  return mistakes
}

const none = { keptInside: 0, changedOutside: 0 }

describe('a mask edit', () => {
  it('changes every pixel inside the mask and none outside', async () => {
    const { picture, mask } = await pictureAndMask()
    const answer = await client().images.edit({ ...order, image: asFile(picture), mask: asFile(mask) })
    expect(contractProblems('ImagesResponse', answer)).toEqual([])
    expect(await countMistakes(picture, firstPicture(answer), ellipse)).toEqual(none)
    // Picture and mask count as inputs: 1024 patches each.
    expect(answer.usage?.input_tokens_details).toEqual({ text_tokens: 2, image_tokens: 2048 })
  })

  it('changes nothing outside with more inputs either', async () => {
    const { picture, mask } = await pictureAndMask()
    const image = [asFile(picture), asFile(await plainPng(300, 300, '#ff0000'))]
    const answer = await client().images.edit({ ...order, image, mask: asFile(mask) })
    expect(await countMistakes(picture, firstPicture(answer), ellipse)).toEqual(none)
    expect(await countColour(firstPicture(answer), [255, 0, 0])).toBeGreaterThan(2000)
  })

  it('scales input and mask alike where the output has another size', async () => {
    const picture = await plainPng(512, 512, '#336699')
    const holes = Buffer.from(
      '<svg width="512" height="512"><rect x="100" y="100" width="200" height="200"/></svg>',
    )
    const mask = await sharp(await plainPng(512, 512, '#000000'))
      .composite([{ input: holes, blend: 'dest-out' }])
      .png()
      .toBuffer()
    const answer = await client().images.edit({ ...order, image: asFile(picture), mask: asFile(mask) })
    const scaled = await plainPng(1024, 1024, '#336699')
    expect(await countMistakes(scaled, firstPicture(answer), box(200, 200, 400, 400))).toEqual(none)
  })

  it('repaints where a markup has strokes', async () => {
    const { picture } = await pictureAndMask()
    const stroke = Buffer.from(
      '<svg width="1024" height="1024"><rect x="50" y="60" width="100" height="90" fill="red"/></svg>',
    )
    const markup = await sharp(stroke).png().toBuffer()
    const body = { ...order, image: asFile(picture), markup: asFile(markup) }
    const answer = await client().images.edit(body)
    expect(await countMistakes(picture, firstPicture(answer), box(50, 60, 100, 90))).toEqual(none)
  })

  it('uses the holes of a DALL·E 2 input without a mask', async () => {
    const { mask } = await pictureAndMask()
    const answer = await client().images.edit({
      model: 'dall-e-2',
      prompt: 'a cat',
      image: asFile(mask),
      size: '1024x1024',
      response_format: 'b64_json',
    })
    const white = await plainPng(1024, 1024, '#ffffff')
    expect(await countMistakes(white, firstPicture(answer), ellipse)).toEqual(none)
  })
})

describe('inputs', () => {
  it('shows all of several inputs', async () => {
    const colours: [string, [number, number, number]][] = [
      ['#ff0000', [255, 0, 0]],
      ['#00ff00', [0, 255, 0]],
      ['#0000ff', [0, 0, 255]],
      ['#ff00ff', [255, 0, 255]],
      ['#00ffff', [0, 255, 255]],
    ]
    const image = await Promise.all(
      colours.map(async ([colour], i) => asFile(await plainPng(200 + i * 90, 300, colour))),
    )
    const answer = await client().images.edit({ ...order, image })
    for (const [, rgb] of colours)
      expect(await countColour(firstPicture(answer), rgb)).toBeGreaterThan(10_000)
  })

  it('repaints a single input as a whole and keeps its forms', async () => {
    const half = Buffer.from(
      '<svg width="1024" height="1024"><rect width="512" height="1024" fill="#fff"/><rect x="512" width="512" height="1024" fill="#000"/></svg>',
    )
    const picture = await sharp(half).png().toBuffer()
    const answer = await client().images.edit({ ...order, prompt: 'autumn', image: asFile(picture) })
    const { data } = await pixelsOf(firstPicture(answer))
    const at = (x: number, y: number) => data[(y * 1024 + x) * 3 + 1] ?? 0
    expect(at(200, 500) - at(800, 500)).toBeGreaterThan(80)
    expect(at(200, 500)).not.toBe(255)
  })

  it('takes 16 inputs, jpeg and webp too, and turns by EXIF', async () => {
    const tall = await sharp(await plainPng(300, 600, '#ff0000'))
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const webp = await sharp(await plainPng(64, 64, '#00ff00'))
      .webp()
      .toBuffer()
    const small = await plainPng(64, 64, '#0000ff')
    const image = [
      asFile(tall, 'image/jpeg'),
      asFile(webp, 'image/webp'),
      ...Array.from({ length: 14 }, () => asFile(small)),
    ]
    expect((await client().images.edit({ ...order, image })).data).toHaveLength(1)
    // `auto` takes the shape of the first input, upright: 600 x 300.
    const wide = await client().images.edit({ ...order, size: 'auto', image: asFile(tall, 'image/jpeg') })
    const [width = 0, height = 0] = (wide.size ?? '').split('x').map(Number)
    expect(width).toBeGreaterThan(height)
  })

  it('takes JSON with data URLs, and fetches nothing', async () => {
    const { picture, mask } = await pictureAndMask()
    const reference = (bytes: Buffer) => ({ image_url: `data:image/png;base64,${bytes.toString('base64')}` })
    const answer = await post('/v1/images/edits', {
      ...order,
      images: [reference(picture)],
      mask: reference(mask),
      moderation: 'low',
    })
    expect(contractProblems('ImagesResponse', answer.body)).toEqual([])
    const bytes = Buffer.from(answer.body.data[0].b64_json, 'base64')
    expect(await countMistakes(picture, bytes, ellipse)).toEqual(none)
    for (const bad of [
      { image_url: 'https://example.com/a.png' },
      { file_id: 'file-1' },
      {},
      { image_url: 'x', file_id: 'y' },
      5,
    ]) {
      const refused = await post('/v1/images/edits', { ...order, images: [bad] })
      expect(refused.status).toBe(400)
      expect(contractProblems('ErrorResponse', refused.body)).toEqual([])
    }
  })
})

describe('refusals', () => {
  const edits = () => client().images
  async function png(size = 1024, colour = '#884422') {
    return asFile(await plainPng(size, size, colour))
  }

  it('refuses wrong part types and what is no picture', async () => {
    const bytes = await plainPng(64, 64, '#fff')
    const octets = await failure(edits().edit({ ...order, image: asFile(bytes, 'application/octet-stream') }))
    expect([octets.status, octets.code]).toEqual([400, 'unsupported_file_mimetype'])
    for (const broken of [Buffer.from('no picture'), Buffer.alloc(0), bytes.subarray(0, bytes.length / 2)]) {
      const error = await failure(edits().edit({ ...order, image: asFile(broken) }))
      expect([error.status, error.code]).toEqual([400, 'invalid_image_format'])
    }
    const gif = await sharp(bytes).gif().toBuffer()
    expect((await failure(edits().edit({ ...order, image: asFile(gif) }))).code).toBe('invalid_image_format')
  })

  it('refuses no image, 17 images, and an image field used twice', async () => {
    const form = new FormData()
    for (const [name, value] of Object.entries(order)) form.append(name, value)
    const send = (body: FormData) =>
      fetch(`${client().baseURL}/images/edits`, {
        method: 'POST',
        headers: { authorization: 'Bearer k' },
        body,
      })
    expect(await errorCode(await send(form))).toBe('missing_required_parameter')
    form.append('image', await png(64))
    form.append('image', await png(64))
    expect(await errorCode(await send(form))).toBe('duplicate_parameter')
    const image = await Promise.all(Array.from({ length: 17 }, () => png(32)))
    expect((await failure(edits().edit({ ...order, image }))).code).toBe('array_above_max_length')
  })

  it('refuses masks of another size, without alpha, in another format, too large, or beside a markup', async () => {
    const image = await png()
    const opaque = asFile(
      await sharp(await plainPng(1024, 1024, '#000'))
        .removeAlpha()
        .png()
        .toBuffer(),
    )
    const webp = asFile(
      await sharp(await plainPng(1024, 1024, '#0000'))
        .webp()
        .toBuffer(),
      'image/webp',
    )
    const padded = asFile(Buffer.concat([await plainPng(1024, 1024, '#0000'), Buffer.alloc(4 * 1024 * 1024)]))
    for (const mask of [await png(512, '#0000'), opaque, webp, padded]) {
      const error = await failure(edits().edit({ ...order, image, mask }))
      expect([error.status, error.param]).toEqual([400, 'mask'])
    }
    const both = { ...order, image, mask: await png(1024, '#0000'), markup: await png(1024, '#0000') }
    expect((await failure(edits().edit(both))).param).toBe('markup')
  })

  it('refuses markups that hide everything, and on models without them', async () => {
    const image = await png()
    expect((await failure(edits().edit({ ...order, image, markup: await png(1024, '#000') }))).param).toBe(
      'markup',
    )
    const older = { ...order, model: 'gpt-image-2', image, markup: await png(1024, '#0000') }
    expect((await failure(edits().edit(older))).code).toBe('unknown_parameter')
  })

  it('holds DALL·E 2 to one square png under 4 MB, and DALL·E 3 to no edits', async () => {
    const dallE = { model: 'dall-e-2', prompt: 'a cat', size: '256x256' } as const
    const mask = await png(256, '#0000')
    const wide = asFile(await plainPng(256, 128, '#0000'))
    const jpeg = asFile(
      await sharp(await plainPng(256, 256, '#fff'))
        .jpeg()
        .toBuffer(),
      'image/jpeg',
    )
    const opaque = asFile(
      await sharp(await plainPng(256, 256, '#fff'))
        .removeAlpha()
        .png()
        .toBuffer(),
    )
    const large = asFile(Buffer.concat([await plainPng(256, 256, '#0000'), Buffer.alloc(4 * 1024 * 1024)]))
    for (const image of [wide, jpeg, opaque, large, [mask, mask]])
      expect((await failure(edits().edit({ ...dallE, image }))).status).toBe(400)
    expect((await edits().edit({ ...dallE, image: opaque, mask })).data?.[0]?.url).toMatch(/^http/)
    expect((await failure(edits().edit({ ...dallE, model: 'dall-e-3', image: mask }))).param).toBe('model')
  })

  it('takes input_fidelity only where the model has it', async () => {
    const image = await png(64)
    const fidelity = (model: string, input_fidelity: 'low' | 'high') =>
      edits().edit({ model, prompt: 'a cat', quality: 'low', image, input_fidelity })
    expect((await fidelity('gpt-image-1.5', 'high')).usage?.input_tokens_details.image_tokens).toBe(
      65 + 129 + 6240,
    )
    expect((await failure(fidelity('gpt-image-1-mini', 'high'))).param).toBe('input_fidelity')
    expect((await failure(fidelity('gpt-image-2', 'high'))).param).toBe('input_fidelity')
  })

  it('refuses moderation in a form, text where a file belongs, and n that is no number', async () => {
    const form = async (extra: Record<string, string>) => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ ...order, ...extra })) body.append(name, value)
      body.append('image', await png(64))
      const headers = { authorization: 'Bearer k' }
      return errorCode(await fetch(`${client().baseURL}/images/edits`, { method: 'POST', headers, body }))
    }
    expect(await form({ moderation: 'low' })).toBe('unknown_parameter')
    expect(await form({ mask: 'text' })).toBe('invalid_type')
    expect(await form({ n: 'two' })).toBe('invalid_type')
    expect(await form({ n: '11' })).toBe('integer_above_max_value')
    expect(await form({ n: '1' })).toBeNull()
  })
})

async function errorCode(answer: Response): Promise<string | null> {
  const body = JSON.parse(await answer.text())
  return body.error === undefined ? null : body.error.code
}

async function countColour(bytes: Buffer, rgb: [number, number, number]): Promise<number> {
  const { data } = await pixelsOf(bytes)
  let count = 0
  for (let i = 0; i < data.length; i += 3)
    if (data[i] === rgb[0] && data[i + 1] === rgb[1] && data[i + 2] === rgb[2]) count++
  return count
}
