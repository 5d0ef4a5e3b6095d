import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { makePreview, PREVIEW_EDGE_MAX } from './make-preview.ts'

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

async function sizeOf(bytes: Uint8Array) {
  const { format, width, height } = await sharp(bytes).metadata()
  return { format, width, height }
}

describe('makePreview', () => {
  it.each([
    [2048, 1024, { width: 1024, height: 512 }],
    [1024, 3072, { width: 341, height: 1024 }],
    [256, 256, { width: 256, height: 256 }],
    [1024, 1024, { width: 1024, height: 1024 }],
  ])('fits %i × %i into the edge and never enlarges', async (width, height, size) => {
    const { preview, thumbnail } = await makePreview(await draw(width, height).png().toBuffer())
    expect(await sizeOf(preview)).toEqual({ format: 'webp', ...size })
    const half = size.width > 256 || size.height > 512 ? 2 : 1
    expect(await sizeOf(thumbnail)).toEqual({
      format: 'webp',
      width: Math.round(size.width / half),
      height: size.height / half,
    })
    expect(PREVIEW_EDGE_MAX).toBe(1024)
  })

  it('makes a placeholder that a row can carry, in the picture’s shape', async () => {
    const { placeholder } = await makePreview(await draw(1536, 1024).jpeg().toBuffer())
    expect(placeholder).toMatch(/^data:image\/webp;base64,[A-Za-z0-9+/]+=*$/)
    expect(placeholder.length).toBeLessThan(800)
    const tiny = await sizeOf(Buffer.from(placeholder.slice(placeholder.indexOf(',') + 1), 'base64'))
    expect(tiny).toEqual({ format: 'webp', width: 16, height: 11 })
  })

  it('turns a picture upright that says in its metadata how it lies', async () => {
    const lying = await draw(300, 100).jpeg().withMetadata({ orientation: 6 }).toBuffer()
    expect(await sizeOf((await makePreview(lying)).preview)).toMatchObject({ width: 100, height: 300 })
  })

  it('keeps what is transparent', async () => {
    const clear = await sharp({ create: { width: 32, height: 32, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer()
    const { preview } = await makePreview(clear)
    expect((await sharp(preview).stats()).isOpaque).toBe(false)
  })

  it('does not make one of a broken picture', async () => {
    const whole = await draw(512, 512).png().toBuffer()
    await expect(makePreview(whole.subarray(0, whole.length / 2))).rejects.toThrow()
  })
})
