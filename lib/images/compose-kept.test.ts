import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { composeKept } from './compose-kept.ts'

type Area = (x: number, y: number) => boolean

const circle: Area = (x, y) => (x - 120) ** 2 + (y - 90) ** 2 < 60 ** 2

function pixelsOf(picture: Uint8Array, channels: 3 | 4 = 3) {
  const raw = sharp(picture)
  return (channels === 4 ? raw.ensureAlpha() : raw.removeAlpha()).raw().toBuffer()
}

/** Noise of one seed: no two pixels beside each other are alike. */
function noise(width: number, height: number, seed: number) {
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < pixels.length; at++) pixels[at] = Math.imul(at + seed, 2_654_435_761) >>> 24
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

async function maskOf(width: number, height: number, painted: Area) {
  const pixels = Buffer.alloc(width * height * 4)
  for (let at = 0; at < width * height; at++) {
    pixels[at * 4 + 3] = painted(at % width, Math.floor(at / width)) ? 0 : 255
  }
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer()
}

const input = await noise(240, 180, 1).png().toBuffer()
const mask = await maskOf(240, 180, circle)

/** How many pixels of each part are those of the input, of the answer, or neither's. */
function count(composed: Buffer, base: Buffer, answer: Buffer, width: number, painted: Area) {
  const found = { changedOutside: 0, ofAnswer: 0, mixed: 0, keptInside: 0 }
  for (let at = 0; at < composed.length / 3; at++) {
    const is = (other: Buffer) =>
      [0, 1, 2].every((channel) => composed[at * 3 + channel] === other[at * 3 + channel])
    if (!painted(at % width, Math.floor(at / width))) found.changedOutside += is(base) ? 0 : 1
    else if (is(answer)) found.ofAnswer += 1
    else if (is(base)) found.keptInside += 1
    else found.mixed += 1
  }
  return found
}

async function compose(answer: Uint8Array, more: { input?: Uint8Array; mask?: Uint8Array } = {}) {
  const composed = await composeKept({ answer, input, mask, ...more })
  if (!composed) throw new Error('not composed')
  return composed
}

describe('composeKept', () => {
  it('leaves every pixel outside the mask as it is in the input, and softens the edge inside', async () => {
    const answer = await noise(240, 180, 77).png().toBuffer()
    const composed = await compose(answer)
    expect(await sharp(composed).metadata()).toMatchObject({ format: 'png', width: 240, height: 180 })
    const parts = [await pixelsOf(composed), await pixelsOf(input), await pixelsOf(answer)] as const
    const found = count(...parts, 240, circle)
    expect(found.changedOutside).toBe(0)
    expect(found.ofAnswer).toBeGreaterThan(9_500)
    expect(found.mixed).toBeGreaterThan(400)
  })

  it.each([
    ['twice as large', 480, 360, (x: number, y: number) => circle(Math.floor(x / 2), Math.floor(y / 2))],
    ['smaller', 120, 90, (x: number, y: number) => circle(x * 2 + 1, y * 2 + 1)],
    ['of odd sides', 239, 179, null],
  ])('puts back the input as it is scaled where the answer is %s', async (_what, width, height, area) => {
    const answer = await noise(width, height, 77).jpeg({ quality: 60 }).toBuffer()
    const composed = await compose(answer)
    const scaled = await sharp(input).resize(width, height, { fit: 'cover', kernel: 'lanczos3' }).toBuffer()
    const nearest = await sharp(mask)
      .extractChannel('alpha')
      .resize(width, height, { fit: 'cover', kernel: 'nearest' })
      .raw()
      .toBuffer()
    const painted: Area = (x, y) => nearest[y * width + x] !== 255
    const parts = [await pixelsOf(composed), await pixelsOf(scaled), await pixelsOf(answer)] as const
    const found = count(...parts, width, painted)
    expect(found.changedOutside).toBe(0)
    expect(found.ofAnswer).toBeGreaterThan(0.6 * (found.mixed + found.keptInside))
    // Where one is a multiple of the other, the area is the one that was painted, to the pixel.
    if (area) {
      const differing = Array.from({ length: width * height }, (_, at) => at).filter(
        (at) => painted(at % width, Math.floor(at / width)) !== area(at % width, Math.floor(at / width)),
      )
      expect(differing).toEqual([])
    }
  })

  it('composes nothing where the answer has another shape, and does within one percent', async () => {
    const wide = await noise(240, 150, 77).png().toBuffer()
    expect(await composeKept({ answer: wide, input, mask })).toBeNull()
    const nearly = await noise(241, 180, 77).png().toBuffer()
    expect(await sharp(await compose(nearly)).metadata()).toMatchObject({ width: 241, height: 180 })
  })

  it('keeps what is transparent in the input, and mixes colours by how much of them is seen', async () => {
    const [width, height] = [240, 180]
    const clear = { r: 255, g: 0, b: 0, alpha: 0 }
    const cutOut = await sharp({ create: { width, height, channels: 4, background: clear } })
      .png()
      .toBuffer()
    const blue = await sharp({ create: { width, height, channels: 3, background: '#0000ff' } })
      .png()
      .toBuffer()
    const composed = await compose(blue, { input: cutOut })
    const pixels = await pixelsOf(composed, 4)
    for (let at = 0; at < pixels.length; at += 4) {
      const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)]
      if (!circle(x, y)) expect([...pixels.subarray(at, at + 4)]).toEqual([255, 0, 0, 0])
      // No red of what nobody saw in the edge.
      else if (pixels[at + 3]) expect([...pixels.subarray(at, at + 3)]).toEqual([0, 0, 255])
    }
    const middle = (90 * width + 120) * 4
    expect([...pixels.subarray(middle, middle + 4)]).toEqual([0, 0, 255, 255])
  })

  it('refuses what claims more pixels than any model makes, before it is decoded', async () => {
    const bomb = Buffer.from(mask)
    bomb.writeUInt32BE(40_000, 16)
    bomb.writeUInt32BE(40_000, 20)
    await expect(composeKept({ answer: bomb, input, mask })).rejects.toThrow()
  })
})
