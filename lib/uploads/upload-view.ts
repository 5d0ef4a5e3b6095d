import { z } from 'zod'
import { UNUSED_DAYS } from '#lib/catalog/input-limits.ts'
import type { Prisma } from '#lib/db.ts'
import type { UploadView } from './view.ts'

export const uploadSelect = {
  id: true,
  kind: true,
  name: true,
  sentMediaType: true,
  sentWidth: true,
  sentHeight: true,
  sentBytes: true,
  mediaType: true,
  width: true,
  height: true,
  bytes: true,
  hasAlpha: true,
  placeholder: true,
  sourceImageId: true,
  sourceUploadId: true,
  usedAt: true,
} satisfies Prisma.UploadSelect

export type UploadRow = Prisma.UploadGetPayload<{ select: typeof uploadSelect }>

const kindSchema = z.enum(['picture', 'mask'])
const mediaTypeSchema = z.enum(['image/png', 'image/jpeg'])
const DAY_MS = 86_400_000

/** @param kept a job works from it, so it does not go; true for what was read as a job's input */
export function serializeUpload(row: UploadRow, { kept }: { kept: boolean } = { kept: true }): UploadView {
  return {
    id: row.id,
    kind: kindSchema.parse(row.kind),
    name: row.name,
    mediaType: mediaTypeSchema.parse(row.mediaType),
    width: row.width,
    height: row.height,
    sizeBytes: row.bytes,
    hasAlpha: row.hasAlpha,
    placeholder: row.placeholder,
    sent: {
      mediaType: row.sentMediaType,
      width: row.sentWidth,
      height: row.sentHeight,
      sizeBytes: row.sentBytes,
    },
    sourceImageId: row.sourceImageId,
    sourceUploadId: row.sourceUploadId,
    expiresAt: kept ? null : new Date(row.usedAt.getTime() + UNUSED_DAYS * DAY_MS).toISOString(),
  }
}
