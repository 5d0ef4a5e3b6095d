import type { Prisma } from '#lib/db.ts'
import { failureSchema } from './failure.ts'
import { paramsOf } from './params-of.ts'
import type { ImageView, JobView, PictureView } from './view.ts'

export const imageSelect = {
  id: true,
  jobId: true,
  index: true,
  state: true,
  createdAt: true,
  startedAt: true,
  calledAt: true,
  finishedAt: true,
  costCredits: true,
  errorCode: true,
  errorDetails: true,
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
  revisedPrompt: true,
} satisfies Prisma.ImageSelect

export const jobSelect = {
  id: true,
  model: true,
  prompt: true,
  params: true,
  n: true,
  quoteCredits: true,
  state: true,
  createdAt: true,
  finishedAt: true,
  images: { select: imageSelect, orderBy: { index: 'asc' } },
} satisfies Prisma.JobSelect

export const pictureSelect = {
  ...imageSelect,
  job: { select: { prompt: true, model: true, params: true } },
} satisfies Prisma.ImageSelect

type ImageRow = Prisma.ImageGetPayload<{ select: typeof imageSelect }>
type JobRow = Prisma.JobGetPayload<{ select: typeof jobSelect }>
type PictureRow = Prisma.ImageGetPayload<{ select: typeof pictureSelect }>

export function serializeImage(row: ImageRow): ImageView {
  return {
    id: row.id,
    jobId: row.jobId,
    index: row.index,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    calledAt: row.calledAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    costCredits: row.costCredits,
    failure: row.errorCode
      ? failureSchema.parse({ code: row.errorCode, params: row.errorDetails ?? {} })
      : null,
    cancelRequested: row.cancelRequestedAt !== null,
    partials: row.partials,
    retries: row.retryableFailures + row.ambiguousCalls,
    width: row.width,
    height: row.height,
    mediaType: row.mediaType,
    sizeBytes: row.bytes,
    placeholder: row.placeholder,
    hasPreview: row.previewKey !== null,
    revisedPrompt: row.revisedPrompt,
  }
}

export function serializeJob(row: JobRow): JobView {
  return {
    id: row.id,
    model: row.model,
    operation: 'generate',
    prompt: row.prompt,
    params: paramsOf(row.params),
    n: row.n,
    quoteCredits: row.quoteCredits,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    images: row.images.map(serializeImage),
  }
}

export function serializePicture(row: PictureRow): PictureView {
  const { prompt, model, params } = row.job
  return { ...serializeImage(row), prompt, model, params: paramsOf(params) }
}
