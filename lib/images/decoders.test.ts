import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import sharp, { type Color } from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Decoded, DecodeTask } from './decoder/decode-task.ts'
import { DecoderFailed, startDecoder } from './decoder-process.ts'
import { createDecoders, decoders } from './decoders.ts'
import { gifOfHugeFrame, pngThatSays } from './testing/broken-files.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-decoders-'))
const source = path.join(folder, 'sent')
const stays = new AbortController().signal
afterAll(() => rmSync(folder, { recursive: true }))

function decode(bytes: Uint8Array, task: Partial<DecodeTask> = {}) {
  writeFileSync(source, bytes)
  const whole = { kind: 'picture', source, folder, ...task } as DecodeTask
  return decoders.decode('user', whole, stays)
}

async function decoded(bytes: Uint8Array, task: Partial<DecodeTask> = {}): Promise<Decoded> {
  const answer = await decode(bytes, task)
  if (answer.refused !== undefined) throw new Error(`refused: ${answer.refused}`)
  return answer
}

/** Of what was stored last. */
const stored = () => readFileSync(path.join(folder, 'picture'))
const rawOf = async (bytes: Uint8Array) => sharp(bytes).raw().toBuffer({ resolveWithObject: true })

async function pixel(bytes: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await rawOf(bytes)
  const at = (y * info.width + x) * info.channels
  return [...data.subarray(at, at + info.channels)]
}

function near(actual: readonly number[], expected: readonly number[], within: number): void {
  expect(actual).toHaveLength(expected.length)
  for (const [index, value] of actual.entries()) {
    expect(Math.abs(value - (expected[index] ?? 0)), `${actual} for ${expected}`).toBeLessThanOrEqual(within)
  }
}

const plain = (width: number, height: number, background: string | Color) =>
  sharp({ create: { width, height, channels: 3, background } })

/** No two pixels alike. */
function raw(width: number, height: number) {
  const data = Buffer.alloc(width * height * 3)
  for (let at = 0; at < width * height; at++) data.set([at & 255, at >> 8, 255 - (at & 255)], at * 3)
  return { data, picture: sharp(data, { raw: { width, height, channels: 3 } }) }
}

describe('the eight orientations', () => {
  const [W, H] = [7, 5]
  const { data, picture } = raw(W, H)
  // Which pixel of the file is seen at (x, y), by EXIF's own words.
  const seen: Record<number, (x: number, y: number) => [number, number]> = {
    1: (x, y) => [x, y],
    2: (x, y) => [W - 1 - x, y],
    3: (x, y) => [W - 1 - x, H - 1 - y],
    4: (x, y) => [x, H - 1 - y],
    5: (x, y) => [y, x],
    6: (x, y) => [y, H - 1 - x],
    7: (x, y) => [W - 1 - y, H - 1 - x],
    8: (x, y) => [W - 1 - y, x],
  }

  it.each(Object.entries(seen))('%s is applied, pixel by pixel', async (orientation, from) => {
    const png = await picture
      .clone()
      .withMetadata({ orientation: Number(orientation) })
      .png()
      .toBuffer()
    const answer = await decoded(png)
    const { data: out, info } = await rawOf(stored())
    expect([info.width, info.height]).toEqual(Number(orientation) >= 5 ? [H, W] : [W, H])
    expect(answer).toMatchObject({ sent: { width: info.width, height: info.height }, width: info.width })
    for (let y = 0; y < info.height; y++) {
      for (let x = 0; x < info.width; x++) {
        const [fromX, fromY] = from(x, y)
        const there = (fromY * W + fromX) * 3
        const here = (y * info.width + x) * 3
        expect(out.subarray(here, here + 3)).toEqual(data.subarray(there, there + 3))
      }
    }
  })

  it('of a large one, too: scaled as the upright one is', async () => {
    const lying = raw(2803, 1501).picture.blur(3)
    const turned = await lying
      .clone()
      .withMetadata({ orientation: 6 })
      .png({ compressionLevel: 1 })
      .toBuffer()
    const upright = await sharp(await lying.clone().png({ compressionLevel: 1 }).toBuffer())
      .rotate(90)
      .png({ compressionLevel: 1 })
      .toBuffer()
    const one = await decoded(turned)
    const fromTurned = await rawOf(stored())
    const other = await decoded(upright)
    const fromUpright = await rawOf(stored())
    expect(one).toMatchObject({ sent: { width: 1501, height: 2803 }, width: 1498, height: 2798 })
    expect([other.width, other.height]).toEqual([one.width, one.height])
    let apart = 0
    for (let at = 0; at < fromTurned.data.length; at++) {
      apart = Math.max(apart, Math.abs((fromTurned.data[at] ?? 0) - (fromUpright.data[at] ?? 0)))
    }
    expect(apart).toBeLessThanOrEqual(2)
  })
})

/** The colour that Display P3 calls so, in sRGB: by the two spaces' own definitions. */
function fromP3(colour: readonly number[]): number[] {
  const [r = 0, g = 0, b = 0] = colour.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  const linear = [
    1.2249401 * r - 0.2249404 * g,
    -0.0420569 * r + 1.0420571 * g,
    -0.0196376 * r - 0.0786361 * g + 1.0982735 * b,
  ]
  return linear.map((share) =>
    Math.round(255 * (share <= 0.0031308 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055)),
  )
}

describe('colours', () => {
  const colour = { r: 200, g: 100, b: 50 }
  const rgb = [200, 100, 50]

  it.each(['png', 'jpeg', 'webp', 'avif'] as const)('of a wider space become sRGB: %s', async (format) => {
    const lossless = format === 'webp' ? { lossless: true } : {}
    const bytes = await plain(40, 30, colour).withIccProfile('p3').toFormat(format, lossless).toBuffer()
    // Whatever the profile made of them: these are the numbers in the file.
    const { icc } = await sharp(bytes).metadata()
    expect(icc).toBeDefined()
    const inFile = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer()
    await decoded(bytes)
    near(await pixel(stored(), 20, 15), fromP3([...inFile.subarray(0, 3)]), 3)
  })

  it('of HEIC, too', async () => {
    const answer = await decoded(readFileSync(path.join(import.meta.dirname, 'testing/photo.heic')))
    // Turned by the container; a second time by EXIF would be once too often.
    expect(answer).toMatchObject({
      sent: { mediaType: 'image/heic', width: 64, height: 96 },
      ...{ mediaType: 'image/jpeg', width: 64, height: 96, hasAlpha: false },
    })
    near(await pixel(stored(), 16, 24), [70, 90, 180], 4)
    near(await pixel(stored(), 48, 24), [200, 100, 50], 4)
    near(await pixel(stored(), 16, 72), [128, 128, 128], 4)
    near(await pixel(stored(), 48, 72), [60, 160, 90], 4)
  })

  it('of print, of 16 bits, of a palette and of grey', async () => {
    await decoded(await plain(40, 30, '#b4785a').toColourspace('cmyk').jpeg().toBuffer())
    near(await pixel(stored(), 9, 9), [180, 120, 90], 10)
    await decoded(await plain(40, 30, colour).toColourspace('rgb16').png().toBuffer())
    expect(await sharp(stored()).metadata()).toMatchObject({ depth: 'uchar', space: 'srgb', channels: 3 })
    near(await pixel(stored(), 9, 9), rgb, 1)
    await decoded(await plain(40, 30, colour).png({ palette: true }).toBuffer())
    near(await pixel(stored(), 9, 9), rgb, 1)
    expect((await sharp(stored()).metadata()).isPalette).toBe(false)
    for (const format of ['png', 'jpeg'] as const) {
      await decoded(await plain(40, 30, '#808080').toColourspace('b-w').toFormat(format).toBuffer())
      near(await pixel(stored(), 9, 9), [128, 128, 128], 1)
    }
  })
})

describe('what is stored', () => {
  it('has no word of place, camera or profile in it', async () => {
    const photo = await plain(60, 40, '#369')
      .withIccProfile('p3')
      .withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret/></x:xmpmeta>')
      .jpeg()
      .toBuffer()
    expect(photo.includes('Camera') && photo.includes('secret')).toBe(true)
    await decoded(photo)
    for (const name of ['picture', 'thumbnail']) {
      const bytes = readFileSync(path.join(folder, name))
      const { exif, xmp, icc, iptc, comments } = await sharp(bytes).metadata()
      expect([exif, xmp, icc, iptc, comments]).toEqual(Array(5).fill(undefined))
      expect(/Camera|secret|Exif|ICC_PROFILE/.test(bytes.toString('latin1'))).toBe(false)
    }
  })

  it('is a PNG where something may be lost, else a JPEG without mixed colours', async () => {
    const clear = { r: 9, g: 9, b: 9, alpha: 0.5 }
    const half = sharp({ create: { width: 20, height: 20, channels: 4, background: clear } })
    const opaque = plain(20, 20, '#258').ensureAlpha()
    expect(await decoded(await half.clone().webp().toBuffer())).toMatchObject({
      mediaType: 'image/png',
      hasAlpha: true,
    })
    expect((await pixel(stored(), 3, 3))[3]).toBe(128)
    expect(await decoded(await half.clone().avif().toBuffer())).toMatchObject({
      mediaType: 'image/png',
      hasAlpha: true,
    })
    expect(await decoded(await opaque.clone().png().toBuffer())).toMatchObject({
      mediaType: 'image/png',
      hasAlpha: false,
    })
    expect(await decoded(await opaque.clone().gif().toBuffer())).toMatchObject({
      mediaType: 'image/png',
      hasAlpha: false,
    })
    const photo = await decoded(await opaque.clone().webp().toBuffer())
    expect(photo).toMatchObject({ mediaType: 'image/jpeg', hasAlpha: false, bytes: stored().length })
    expect((await sharp(stored()).metadata()).chromaSubsampling).toBe('4:4:4')
    expect(photo.placeholder).toMatch(/^data:image\/webp;base64,/)
    expect(photo.placeholder.length).toBeLessThan(600)
  })

  it('is the first picture of several', async () => {
    const frames = await Promise.all(
      ['#c00', '#0c0', '#00c'].map((background) => plain(30, 20, background).png().toBuffer()),
    )
    for (const format of ['gif', 'webp'] as const) {
      const film = await sharp(frames, { join: { animated: true } })
        .toFormat(format)
        .toBuffer()
      expect((await sharp(film).metadata()).pages).toBe(3)
      expect(await decoded(film)).toMatchObject({ sent: { width: 30, height: 20 }, width: 30, height: 20 })
      near((await pixel(stored(), 5, 5)).slice(0, 3), [204, 0, 0], 6)
    }
  })

  it('is never larger than it came, and never more than 2048 x 2048', async () => {
    expect(await decoded(await plain(2048, 2048, '#123').jpeg().toBuffer())).toMatchObject({
      width: 2048,
      height: 2048,
    })
    const wide = await decoded(await plain(16_000, 300, '#123').jpeg().toBuffer())
    expect(wide).toMatchObject({ sent: { width: 16_000, height: 300 }, width: 14_956, height: 280 })
    expect(await decoded(await plain(1, 9000, '#123').png().toBuffer())).toMatchObject({
      width: 1,
      height: 9000,
    })
  })
})

describe('refused', () => {
  let jpeg: Buffer
  let png: Buffer
  beforeAll(async () => {
    const noise = randomBytes(300 * 200 * 3)
    const picture = sharp(noise, { raw: { width: 300, height: 200, channels: 3 } })
    jpeg = await picture.clone().jpeg().toBuffer()
    png = await picture.clone().png().toBuffer()
  })

  it.each([
    ['an empty file', '', 'picture_empty'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'not_a_picture'],
    ['a ZIP', 'PK\x03\x04\x14\0\0\0', 'not_a_picture'],
    ['PDF', '%PDF-1.4\n', 'not_a_picture'],
    ['text', 'hello', 'not_a_picture'],
    ['a PNG of nothing', '\x89PNG\r\n\x1a\n', 'picture_damaged'],
    ['a JPEG of words', '\xff\xd8\xff words', 'picture_damaged'],
    ['a HEIC of words', '\0\0\0\x18ftypheic\0\0\0\0mif1heicwords', 'picture_damaged'],
    ['an AVIF of words', '\0\0\0\x18ftypavif\0\0\0\0mif1avifwords', 'picture_damaged'],
  ])('%s', async (_what, bytes, refused) => {
    expect(await decode(Buffer.from(bytes, 'latin1'))).toEqual({ refused })
  })

  it('random bytes and a TIFF', async () => {
    expect(await decode(randomBytes(5000))).toEqual({ refused: 'not_a_picture' })
    expect(await decode(await plain(9, 9, '#fff').tiff().toBuffer())).toEqual({ refused: 'not_a_picture' })
  })

  it('what is cut off', async () => {
    const webp = await sharp(png).webp().toBuffer()
    const gif = await sharp(png).gif().toBuffer()
    const avif = await sharp(png).avif({ effort: 0 }).toBuffer()
    const heic = readFileSync(path.join(import.meta.dirname, 'testing/photo.heic'))
    for (const [type, bytes] of Object.entries({ jpeg, png, webp, gif, avif, heic })) {
      const half = bytes.subarray(0, Math.floor(bytes.length * 0.6))
      expect(await decode(half), type).toEqual({ refused: 'picture_damaged' })
    }
  })

  it('what is too large, before a pixel is decoded', async () => {
    const params = { megapixels: 300, max: 100 }
    expect(await decode(pngThatSays(20_000, 15_000, 30_000_000))).toEqual({
      refused: 'picture_too_many_pixels',
      params,
    })
    expect(await decode(gifOfHugeFrame)).toMatchObject({ refused: 'picture_too_many_pixels' })
  })

  it('a PNG that holds far more than it says is read no further than it says', async () => {
    const answer = await decode(pngThatSays(100, 100, 50_000_000))
    expect(answer.refused ?? 'picture_damaged').toBe('picture_damaged')
  })
})

describe('masks', () => {
  const task = { kind: 'mask', width: 33, height: 21 } as const
  const alpha = (value: (at: number) => number, colour = 200): Promise<Buffer> => {
    const data = Buffer.alloc(33 * 21 * 4, colour)
    for (let at = 0; at < 33 * 21; at++) data[at * 4 + 3] = value(at)
    return sharp(data, { raw: { width: 33, height: 21, channels: 4 } })
      .png()
      .toBuffer()
  }

  it('keep their transparency to the pixel, and lose their colours', async () => {
    const mask = await alpha((at) => (at * 5) % 256)
    expect(await decoded(mask, task)).toMatchObject({
      mediaType: 'image/png',
      width: 33,
      height: 21,
      hasAlpha: true,
    })
    const { data } = await rawOf(stored())
    for (let at = 0; at < 33 * 21; at++) {
      expect([...data.subarray(at * 4, at * 4 + 4)]).toEqual([0, 0, 0, (at * 5) % 256])
    }
  })

  it.each([
    ['empty', (): number => 255, 'mask_empty'],
    ['painted only softly', (at: number): number => 1 + (at % 255), 'mask_empty'],
    ['full', (): number => 0, 'mask_full'],
  ] as const)('are refused when %s', async (_what, value, refused) => {
    expect(await decode(await alpha(value), task)).toEqual({ refused })
  })

  it('are refused without transparency, and in another size than the picture', async () => {
    expect(await decode(await plain(33, 21, '#000').png().toBuffer(), task)).toEqual({
      refused: 'mask_without_alpha',
    })
    const params = { width: 33, height: 21, asWidth: 34, asHeight: 21 }
    const other = { ...task, width: 34 }
    expect(await decode(await alpha((at) => at % 256), other)).toEqual({
      refused: 'mask_size_differs',
      params,
    })
  })
})

describe('fitting', () => {
  const fit = { kind: 'fit', x: 0.5, y: 0.5, transparent: false } as const

  it('cuts out what is asked for, to the pixel', async () => {
    const { picture } = raw(90, 40)
    const png = await picture.png().toBuffer()
    const cut = { ...fit, mode: 'crop', width: 1, height: 1 } as const
    expect(await decoded(png, cut)).toMatchObject({ mediaType: 'image/png', width: 40, height: 40 })
    expect(await pixel(stored(), 0, 0)).toEqual(await pixel(png, 25, 0))
    await decoded(png, { ...cut, x: 0 })
    expect(await pixel(stored(), 0, 7)).toEqual(await pixel(png, 0, 7))
    await decoded(png, { ...cut, x: 1 })
    expect(await pixel(stored(), 39, 39)).toEqual(await pixel(png, 89, 39))
    expect(await decoded(png, { ...cut, width: 3, height: 2 })).toMatchObject({ width: 60, height: 40 })
  })

  it('pads with white or with nothing, and leaves the picture as it is', async () => {
    const { picture } = raw(91, 40)
    const png = await picture.png().toBuffer()
    const square = { ...fit, mode: 'pad', width: 1, height: 1 } as const
    expect(await decoded(png, square)).toMatchObject({ width: 91, height: 91, hasAlpha: false })
    expect(await pixel(stored(), 0, 0)).toEqual([255, 255, 255])
    expect(await pixel(stored(), 13, 26 + 11)).toEqual(await pixel(png, 13, 11))
    expect(await decoded(png, { ...square, transparent: true })).toMatchObject({ hasAlpha: true })
    expect((await pixel(stored(), 0, 0))[3]).toBe(0)
    expect(await pixel(stored(), 90, 26)).toEqual([...(await pixel(png, 90, 0)), 255])
  })

  it('makes a square that DALL·E 2 takes, even of noise', async () => {
    const noise = randomBytes(1300 * 1100 * 4)
    const webp = await sharp(noise, { raw: { width: 1300, height: 1100, channels: 4 } })
      .webp({ effort: 0, quality: 100 })
      .toBuffer()
    const square = { ...fit, mode: 'crop', width: 1, height: 1, edgeMax: 1024 } as const
    const answer = await decoded(webp, square)
    expect(answer.width).toBe(answer.height)
    expect(answer.width).toBeLessThanOrEqual(1024)
    expect(answer.width).toBeGreaterThan(850)
    expect(answer.bytes).toBeLessThan(4_000_000)
    expect((await sharp(stored()).metadata()).channels).toBe(4)
    expect(await decoded(await plain(500, 300, '#777').png().toBuffer(), square)).toMatchObject({
      width: 300,
      height: 300,
      hasAlpha: false,
    })
    expect((await sharp(stored()).metadata()).channels).toBe(4)
  })

  it('tries no size twice to make a small frame of noise light enough', async () => {
    const noise = randomBytes(1010 * 1010 * 4)
    const png = await sharp(noise, { raw: { width: 1010, height: 1010, channels: 4 } })
      .png({ compressionLevel: 0 })
      .toBuffer()
    const square = { ...fit, mode: 'crop', width: 1, height: 1, edgeMax: 1024 } as const
    expect(await decoded(png, square)).toMatchObject({ width: 909, height: 909 })
    // Counted down from edgeMax it would be encoded fourteen times in its own size first.
    expect(await decoded(png, { ...square, edgeMax: 4096 })).toMatchObject({ width: 909, height: 909 })
  })

  it('gives a small square four channels, for DALL·E 2 may be sent it as it is', async () => {
    expect(await decoded(await plain(64, 64, '#777').png().toBuffer())).toMatchObject({ hasAlpha: false })
    expect((await sharp(stored()).metadata()).channels).toBe(4)
  })
})

describe('decoder processes', () => {
  const task: DecodeTask = { kind: 'picture', source, folder }

  it('know nothing of the site', async () => {
    await decode(await plain(9, 9, '#fff').png().toBuffer())
    const [pid] = decoders.pids()
    if (process.platform !== 'linux') return
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8')
    expect(environment).toContain('NODE_ENV=production')
    expect(environment).not.toMatch(/SECRET|DATABASE|HOME/)
  })

  it('that are killed in the middle are replaced, and the file loses nothing', async () => {
    const own = createDecoders({ places: 1 })
    writeFileSync(source, await raw(3000, 2000).picture.png({ compressionLevel: 1 }).toBuffer())
    const answer = own.decode('user', task, stays)
    const [victim] = own.pids()
    process.kill(victim ?? 0, 'SIGKILL')
    expect(await answer).toMatchObject({ width: 2508, height: 1672 })
    expect(own.pids()).toHaveLength(1)
    expect(own.pids()).not.toContain(victim)
  })

  it('that take too long or grow too large are ended, and whoever comes next is served', async () => {
    writeFileSync(source, pngThatSays(6000, 6000, 6000 * 18_001))
    const hurried = createDecoders({ places: 1, timeoutMs: 150 })
    expect(await hurried.decode('user', task, stays)).toEqual({ refused: 'picture_too_demanding' })
    expect(hurried.pids()).toEqual([])
    const small = createDecoders({ places: 1, start: () => startDecoder(40_000_000) })
    expect(await small.decode('user', task, stays)).toEqual({ refused: 'picture_too_demanding' })
  })

  it('say when a file cannot be written, which is no fault of the picture', async () => {
    const own = createDecoders({ places: 1 })
    writeFileSync(source, await plain(9, 9, '#fff').png().toBuffer())
    const nowhere = { ...task, folder: path.join(folder, 'not there') }
    await expect(own.decode('user', nowhere, stays)).rejects.toThrow(DecoderFailed)
    const missing = { ...task, source: path.join(folder, 'not there') }
    await expect(own.decode('user', missing, stays)).rejects.toThrow(/ENOENT/)
    expect(await own.decode('user', task, stays)).toMatchObject({ width: 9 })
  })

  it('end with the work of somebody who has gone', async () => {
    const own = createDecoders({ places: 1 })
    const gone = new AbortController()
    const answer = own.decode('user', task, gone.signal)
    gone.abort(new Error('gone'))
    await expect(answer).rejects.toThrow('gone')
    expect(own.pids()).toEqual([])
  })

  it('end when there is nothing to do', async () => {
    const own = createDecoders({ places: 1, idleMs: 50 })
    writeFileSync(source, await plain(9, 9, '#fff').png().toBuffer())
    await own.decode('user', task, stays)
    expect(own.pids()).toHaveLength(1)
    await expect.poll(() => own.pids()).toEqual([])
  })
})
