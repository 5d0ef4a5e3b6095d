import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { AiLabel } from './export-label.ts'
import { exportFormats, exportPicture } from './export-picture.ts'
import { readXmp } from './testing/read-xmp.ts'

const label: AiLabel = {
  imageId: '01938f3a-7c1e-7000-8000-00000a3f9a2c',
  model: 'gpt-image-2',
  producer: '001191110105MA01ABCD2E<&>',
  madeAt: new Date('2026-11-22T14:05:31.000Z'),
  operation: 'generate',
}
const types = 'http://cv.iptc.org/newscodes/digitalsourcetype/'

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

function element(xmp: string, name: string): string {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xmp)?.[1] ?? ''
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

const landscape = await draw(640, 400).png().toBuffer()

describe.each(exportFormats)('a picture as %s', (format) => {
  it('is in that format, in the size of the original or in the one asked for, and decodes', async () => {
    const whole = await exportPicture(landscape, { format, label })
    const small = await exportPicture(landscape, { format, label, edgePx: 256 })
    for (const [bytes, width, height] of [[whole, 640, 400] as const, [small, 256, 160] as const]) {
      expect(await sharp(bytes).metadata()).toMatchObject({ width, height })
      const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
      expect(data.length).toBe(width * height * info.channels)
    }
    const { format: found, compression } = await sharp(whole).metadata()
    expect([found, compression]).toEqual(format === 'avif' ? ['heif', 'av1'] : [format, undefined])
  })

  it('is never larger than its original', async () => {
    const bytes = await exportPicture(landscape, { format, label, edgePx: 4096 })
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 640, height: 400 })
  })

  it('says by IPTC’s properties that it is made by AI, and by which system', async () => {
    const xmp = readXmp(await exportPicture(landscape, { format, label }))
    expect(element(xmp, 'Iptc4xmpExt:DigitalSourceType')).toBe(`${types}trainedAlgorithmicMedia`)
    expect(element(xmp, 'Iptc4xmpExt:AISystemUsed')).toBe('gpt-image-2')
    const edited = await exportPicture(landscape, { format, label: { ...label, operation: 'edit' } })
    expect(element(readXmp(edited), 'Iptc4xmpExt:DigitalSourceType')).toBe(
      `${types}compositeWithTrainedAlgorithmicMedia`,
    )
  })

  it('carries the implicit label of GB 45438-2025 once, with its seven keys in their order', async () => {
    const xmp = readXmp(await exportPicture(landscape, { format, label }))
    expect(xmp).toContain('xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"')
    const value = element(xmp, 'TC260:AIGC')
    expect(xmp).not.toMatch(/&(?!(amp|lt|gt);)/)
    expect(JSON.parse(value)).toEqual({
      Label: '1',
      ContentProducer: label.producer,
      ProduceID: label.imageId,
      ReservedCode1: '',
      ContentPropagator: label.producer,
      PropagateID: label.imageId,
      ReservedCode2: '',
    })
    expect(Object.keys(JSON.parse(value))[0]).toBe('Label')
  })

  it('shows both labels to whoever only looks at the bytes', async () => {
    const bytes = Buffer.from(await exportPicture(landscape, { format, label }))
    for (const words of [
      'TC260:AIGC>{"Label":"1"',
      'digitalsourcetype/trainedAlgorithmicMedia',
      label.imageId,
    ]) {
      expect(bytes.includes(words), words).toBe(true)
    }
    expect(bytes.indexOf('<TC260:AIGC>')).toBe(bytes.lastIndexOf('<TC260:AIGC>'))
  })

  it('stands upright though the original lay on its side', async () => {
    const lying = await draw(300, 100).jpeg().withMetadata({ orientation: 6 }).toBuffer()
    const bytes = await exportPicture(lying, { format, label })
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 100, height: 300 })
    expect((await sharp(bytes).metadata()).orientation ?? 1).toBe(1)
  })

  it('keeps what is transparent where the format can, and makes it white where it cannot', async () => {
    const clear = await sharp({ create: { width: 32, height: 32, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer()
    const bytes = await exportPicture(clear, { format, label })
    const { isOpaque, channels } = await sharp(bytes).stats()
    expect(isOpaque).toBe(format === 'jpeg')
    if (format === 'jpeg') expect(channels.map(({ mean }) => mean)).toEqual([255, 255, 255])
  })
})

it('writes a PNG whose every chunk has the right checksum', async () => {
  const bytes = Buffer.from(await exportPicture(landscape, { format: 'png', label }))
  const { crc32 } = await import('node:zlib')
  const kinds: string[] = []
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    kinds.push(bytes.toString('latin1', at + 4, at + 8))
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(bytes.subarray(at + 4, at + 8 + length)))
    at += 12 + length
  }
  expect(kinds[0]).toBe('IHDR')
  expect(kinds.filter((kind) => kind === 'iTXt')).toHaveLength(1)
  expect(kinds.at(-1)).toBe('IEND')
})

it('refuses what is no picture, or larger than any model makes', async () => {
  await expect(exportPicture(Buffer.from('no picture'), { format: 'png', label })).rejects.toThrow()
  const huge = await sharp({ create: { width: 5000, height: 4001, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  await expect(exportPicture(huge, { format: 'jpeg', label })).rejects.toThrow(/pixel limit/)
})
