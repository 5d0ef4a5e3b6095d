import sharp from 'sharp'
import { beforeAll, expect, it } from 'vitest'
import { newPicture } from '#lib/library/test-library.ts'
import { previewKey, thumbnailKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'
import { newUser } from './job-fixtures.ts'
import { makeImagePreview } from './make-image-preview.ts'
import { type fileVariantSchema, openImageFile } from './open-image-file.ts'

type Variant = (typeof fileVariantSchema.options)[number]
let userId: string
let imageId: string

beforeAll(async () => {
  userId = await newUser(0)
  const bytes = await sharp({ create: { width: 2048, height: 1024, channels: 3, background: '#dc143c' } })
    .png()
    .toBuffer()
  imageId = await newPicture(userId, { bytes, unindexed: true })
})

/** The width of the picture that comes, and what a browser keeps it by. */
async function opened(variant: Variant) {
  const file = await openImageFile(userId, imageId, variant)
  const bytes = Buffer.from(await new Response(file.stream).arrayBuffer())
  expect(bytes).toHaveLength(file.sizeBytes)
  const { width, format } = await sharp(bytes).metadata()
  expect(file.mediaType).toBe(`image/${format}`)
  return { width, etag: file.etag }
}

it('opens the nearest that is there, and never lets a browser keep one for the other', async () => {
  const original = await opened('original')
  expect(original.width).toBe(2048)
  expect(await opened('preview')).toEqual(original)
  expect(await opened('thumbnail')).toEqual(original)

  await makeImagePreview(imageId)
  const preview = await opened('preview')
  const thumbnail = await opened('thumbnail')
  expect([preview.width, thumbnail.width]).toEqual([1024, 512])
  expect(new Set([original.etag, preview.etag, thumbnail.etag]).size).toBe(3)

  // Made before there were thumbnails.
  await storage.delete(thumbnailKey(imageId))
  expect(await opened('thumbnail')).toEqual(preview)
  await storage.delete(previewKey(imageId))
  expect(await opened('thumbnail')).toEqual(original)
})

it.each(['original', 'preview', 'thumbnail', 'partial-0'] as const)(
  'has no %s for somebody else',
  async (variant) => {
    await expect(openImageFile(await newUser(0), imageId, variant)).rejects.toMatchObject({
      code: 'not_found',
    })
  },
)

it('has no partial preview where none was stored', async () => {
  await expect(openImageFile(userId, imageId, 'partial-0')).rejects.toMatchObject({ code: 'not_found' })
})
