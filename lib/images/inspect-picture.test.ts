import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { inspectPicture } from './inspect-picture.ts'

/** Noise, so that the formats cannot make it small. */
function draw(width: number, height: number) {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: 'black',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
}

const pictures = {
  png: await draw(96, 64).png().toBuffer(),
  jpeg: await draw(96, 64).jpeg().toBuffer(),
  webp: await draw(96, 64).webp().toBuffer(),
}
const strangers = {
  gif: await draw(9, 9).gif().toBuffer(),
  avif: await draw(64, 64).avif({ effort: 0 }).toBuffer(),
}
const formats = ['png', 'jpeg', 'webp'] as const

describe('inspectPicture', () => {
  it.each(formats)('tells a %s and its size by its bytes', async (format) => {
    expect(await inspectPicture(pictures[format])).toEqual({
      mediaType: `image/${format}`,
      width: 96,
      height: 64,
    })
  })

  it.each(formats)('refuses a %s that was cut anywhere', async (format) => {
    const whole = pictures[format]
    for (const share of [0.1, 0.3, 0.6, 0.9, 0.98]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share))
      expect(await inspectPicture(cut), `cut at ${share}`).toBeNull()
    }
  })

  it.each(formats)('takes a %s that lies somewhere within a larger buffer', async (format) => {
    const around = Buffer.concat([Buffer.alloc(7, 9), pictures[format], Buffer.alloc(100, 9)])
    const view = new Uint8Array(around.buffer, around.byteOffset + 7, pictures[format].length)
    expect(await inspectPicture(view)).not.toBeNull()
  })

  it('refuses a header that claims more than any model makes, without decoding it', async () => {
    const huge = Buffer.from(pictures.png)
    huge.writeUInt32BE(60_000, 16)
    huge.writeUInt32BE(60_000, 20)
    huge.writeUInt32BE(crc32(huge.subarray(12, 29)), 29)
    const started = performance.now()
    expect(await inspectPicture(huge)).toBeNull()
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('takes the largest picture of any model', async () => {
    const largest = await sharp({ create: { width: 3840, height: 2160, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer()
    expect(await inspectPicture(largest)).toMatchObject({ width: 3840, height: 2160 })
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['words', Buffer.from('<html>Bad gateway</html>')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['a GIF', strangers.gif],
    ['an AVIF', strangers.avif],
  ])('refuses %s', async (_what, bytes) => {
    expect(await inspectPicture(bytes)).toBeNull()
  })
})
