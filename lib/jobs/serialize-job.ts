import { z } from 'zod'
import { paramsOf } from '#lib/catalog/stored-params.ts'
import type { Prisma } from '#lib/db.ts'
import { serializeUpload, uploadSelect } from '#lib/uploads/upload-view.ts'
import { canRetry } from './can-retry.ts'
import { failureSchema } from './failure.ts'
import { isGone } from './is-gone.ts'
import { type ImageView, type JobView, operations, type Wait } from './view.ts'

export const imageSelect = {
  id: true,
  jobId: true,
  userId: true,
  provider: true,
  model: true,
  index: true,
  state: true,
  notBefore: true,
  createdAt: true,
  startedAt: true,
  calledAt: true,
  finishedAt: true,
  costCredits: true,
  errorCode: true,
  errorDetails: true,
  retryJobId: true,
  cancelRequestedAt: true,
  partials: true,
  retryableFailures: true,
  ambiguousCalls: true,
  width: true,
  height: true,
  mediaType: true,
  bytes: true,
  placeholder: true,
  previewKey: true,
  composedKey: true,
  revisedPrompt: true,
  picture: { select: { deletedAt: true } },
} satisfies Prisma.ImageSelect

export const jobSelect = {
  id: true,
  userId: true,
  model: true,
  operation: true,
  keepUnpainted: true,
  prompt: true,
  params: true,
  n: true,
  quoteCredits: true,
  state: true,
  comparisonId: true,
  createdAt: true,
  finishedAt: true,
  images: { select: imageSelect, orderBy: { index: 'asc' } },
  inputs: { select: { role: true, upload: { select: uploadSelect } }, orderBy: { position: 'asc' } },
} satisfies Prisma.JobSelect

type ImageRow = Prisma.ImageGetPayload<{ select: typeof imageSelect }>
export type JobRow = Prisma.JobGetPayload<{ select: typeof jobSelect }>

const operationSchema = z.enum(operations)

/** @param wait why it is still in line (./read-waits.ts) */
export function serializeImage(row: ImageRow, wait: Wait | null = null): ImageView {
  return {
    id: row.id,
    jobId: row.jobId,
    index: row.index,
    state: row.state,
    wait,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    calledAt: row.calledAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    costCredits: row.costCredits,
    failure: row.errorCode
      ? failureSchema.parse({ code: row.errorCode, params: row.errorDetails ?? {} })
      : null,
    canRetry: canRetry(row),
    retryJobId: row.retryJobId,
    cancelRequested: row.cancelRequestedAt !== null,
    partials: row.partials,
    retries: row.retryableFailures + row.ambiguousCalls,
    width: row.width,
    height: row.height,
    mediaType: row.mediaType,
    sizeBytes: row.bytes,
    placeholder: row.placeholder,
    hasPreview: row.previewKey !== null,
    isComposed: row.composedKey !== null,
    revisedPrompt: row.revisedPrompt,
    deletedAt: row.picture?.deletedAt?.toISOString() ?? null,
    gone: isGone(row),
  }
}

/** @param waits why its images in line are not being made, by id */
export function serializeJob(row: JobRow, waits: ReadonlyMap<string, Wait> = new Map()): JobView {
  const uploads = (role: 'image' | 'mask') =>
    row.inputs.filter((input) => input.role === role).map(({ upload }) => serializeUpload(upload))
  return {
    id: row.id,
    model: row.model,
    operation: operationSchema.parse(row.operation),
    prompt: row.prompt,
    params: paramsOf(row.params),
    inputs: uploads('image'),
    mask: uploads('mask')[0] ?? null,
    keepUnpainted: row.keepUnpainted,
    n: row.n,
    quoteCredits: row.quoteCredits,
    state: row.state,
    comparisonId: row.comparisonId,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    images: row.images.map((image) => serializeImage(image, waits.get(image.id))),
  }
}
