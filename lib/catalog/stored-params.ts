import { z } from 'zod'
import type { ImageParams } from './params.ts'

/** createJob, the only writer of the column, writes what the catalogue has parsed; this guards against rows that were not. */
const schema = z.custom<ImageParams>(
  (value) =>
    z.object({ size: z.string(), quality: z.string(), partialImages: z.number() }).safeParse(value).success,
)

/** The parameters of a job as stored. @throws ZodError when the column holds something else */
export function paramsOf(stored: unknown): ImageParams {
  return schema.parse(stored)
}
