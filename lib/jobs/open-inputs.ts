import type { Prisma } from '#lib/db.ts'
import { endingOf } from '#lib/images/ending-of.ts'
import { log } from '#lib/log.ts'
import type { InputFile } from '#lib/providers/provider.ts'
import { storage } from '#lib/storage/storage.ts'
import { uploadKey } from '#lib/storage/upload-keys.ts'

/** Of a job's `inputs`: what it takes to send them. */
export const inputFileSelect = {
  select: { role: true, uploadId: true, upload: { select: { id: true, mediaType: true, bytes: true } } },
  orderBy: { position: 'asc' },
} satisfies Prisma.Job$inputsArgs

type InputRow = Prisma.JobInputGetPayload<Pick<typeof inputFileSelect, 'select'>>

export interface OpenInputs {
  inputs: InputFile[]
  mask: InputFile | null
}

/**
 * The files that a job works from; null where one is not there or is not what was stored.
 * @throws what reading throws: that may pass
 */
export async function openInputs(rows: readonly InputRow[]): Promise<OpenInputs | null> {
  const opened: OpenInputs = { inputs: [], mask: null }
  for (const { role, upload } of rows) {
    const blob = await openStored(upload)
    if (!blob) return null
    const isMask = role === 'mask'
    const name = isMask ? 'mask' : `image-${opened.inputs.length + 1}`
    const file = { name: `${name}.${endingOf(upload.mediaType)}`, mediaType: upload.mediaType, blob }
    if (isMask) opened.mask = file
    else opened.inputs.push(file)
  }
  return opened
}

async function openStored({ id, mediaType, bytes }: InputRow['upload']): Promise<Blob | null> {
  const blob = await storage.openBlob(uploadKey(id), mediaType)
  if (blob?.size === bytes) return blob
  log.error({ uploadId: id, sizeBytes: blob?.size, expectedBytes: bytes }, 'a stored input is not there')
  return null
}
