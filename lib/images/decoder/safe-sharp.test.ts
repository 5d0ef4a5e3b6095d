import sharp from 'sharp'
import { expect, it } from 'vitest'

const picture = sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
const tiff = await picture.clone().tiff().toBuffer()
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')

// The type is told before, so nobody meets this lock; it is the second one.
it('leaves sharp no loader but those of pictures that are taken', async () => {
  for (const bytes of [tiff, svg]) expect(await sharp(bytes).metadata()).toMatchObject({ width: 9 })
  await import('./safe-sharp.ts')
  for (const bytes of [tiff, svg]) await expect(sharp(bytes).metadata()).rejects.toThrow('unsupported')
  for (const format of ['png', 'jpeg', 'webp', 'gif', 'avif'] as const) {
    const bytes = await picture.clone().toFormat(format).toBuffer()
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 9 })
  }
})
