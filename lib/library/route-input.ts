import { z } from 'zod'
import { isTimeZone } from '#lib/i18n/day.ts'
import { CHANGE_MAX } from './change-pictures.ts'
import { filtersShape } from './filters.ts'
import { ZIP_MAX } from './zip-pictures.ts'

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

export const monthsQuery = z.object({
  ...filtersShape,
  asOf: z.string().max(100),
  timeZone: z
    .string()
    .max(100)
    .refine(isTimeZone, { params: { code: 'time_zone_unknown' } }),
})

export const neighboursQuery = z.object({ ...filtersShape, id: z.uuid() })

export const idsShape = { ids: z.array(z.uuid()).min(1).max(CHANGE_MAX) }
export const idsBody = z.strictObject(idsShape)

export const zipShape = { ids: z.array(z.uuid()).min(1).max(ZIP_MAX) }

/** As a form sends it, too: `part` is a number and how many there are. */
export const zipBody = z.strictObject({
  ...zipShape,
  part: z
    .tuple([z.coerce.number().int().min(1), z.coerce.number().int().min(2).max(10_000)])
    .refine(([number, of]) => number <= of)
    .transform(([number, of]) => ({ number, of }))
    .optional(),
})
