import { z } from 'zod'
import { CHANGE_MAX } from './change-pictures.ts'
import { filtersShape } from './filters.ts'

/** What the routes of the library are sent. */

export const listQuery = z.object({
  ...filtersShape,
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(60).default(24),
})

export const viewQuery = z.object(filtersShape)

export const windowQuery = z.object({
  ...filtersShape,
  asOf: z.string().max(100),
  offset: z.coerce.number().int().min(0).max(10_000_000),
  limit: z.coerce.number().int().min(1).max(200),
})

export const neighboursQuery = z.object({ ...filtersShape, id: z.uuid() })

export const idsShape = { ids: z.array(z.uuid()).min(1).max(CHANGE_MAX) }
export const idsBody = z.strictObject(idsShape)
