import { z } from 'zod'

const LIMIT_MAX = 60

/** `?cursor=&limit=` of every list: 1 to 60 items, 24 unless told. */
export const pageQuery = z.object({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(24),
})

/** `:id` of a path. What is not an id at all is answered like an id that does not exist. */
export const idParams = z.object({ id: z.uuid() })
