import { z } from 'zod'
import { Prisma } from '#lib/db.ts'
import { colourNames } from '#lib/images/main-colours.ts'
import { parseQuery } from './parse-query.ts'

/** For so many days a deleted picture can be taken out of the bin again. */
export const BIN_DAYS = 30

/** A parameter that stands in the address without a value filters nothing. */
const given = (value: unknown) => (value === '' ? undefined : value)
const flag = z.preprocess(
  given,
  z
    .enum(['0', '1'])
    .default('0')
    .transform((value) => value === '1'),
)
const FIRST_MS = Date.UTC(1000, 0)
const LAST_MS = Date.UTC(9999, 11, 31)
const moment = z.preprocess(
  given,
  z
    .string()
    .max(40)
    .pipe(z.iso.datetime({ offset: true }))
    .transform((value) => new Date(value))
    // PostgreSQL knows fewer offsets than the format does, and no year 0: it is given the moment, in years of four digits.
    .refine((time) => time.getTime() >= FIRST_MS && time.getTime() <= LAST_MS)
    .optional(),
)

/** What a view of the library shows, as it stands in the address of the API. */
export const filtersShape = {
  /** Words that the prompt has. */
  q: z.preprocess(given, z.string().max(200).optional()),
  model: z.preprocess(given, z.string().max(100).optional()),
  kind: z.preprocess(given, z.enum(['generate', 'edit', 'mask']).optional()),
  /** Made at or after … */
  from: moment,
  /** … and before. ISO 8601 with an offset. */
  to: moment,
  shape: z.preprocess(given, z.enum(['square', 'landscape', 'portrait']).optional()),
  colour: z.preprocess(given, z.enum(colourNames).optional()),
  favourite: flag,
  folder: z.preprocess(given, z.uuid().optional()),
  /** What is in the bin, and nothing else. Without it, nothing that is. */
  bin: flag,
}

const filtersSchema = z.object(filtersShape)
export type Filters = z.output<typeof filtersSchema>

/** All of somebody's pictures. */
export const noFilters: Filters = filtersSchema.parse({})

/** In the bin, and not yet so long that its files are being removed. */
export const inBin = Prisma.sql`deleted_at > now() - make_interval(days => ${BIN_DAYS}::integer)`

/** The same as `isKept`. */
export const kept = Prisma.sql`(deleted_at IS NULL OR ${inBin})`

/** Whether a picture can still be had, if only out of the bin. */
export function isKept(deletedAt: Date | null): boolean {
  return deletedAt === null || deletedAt.getTime() > Date.now() - BIN_DAYS * 86_400_000
}

/** The one place that says which rows of `pictures` a view has. */
export function whereOf(userId: string, filters: Filters): Prisma.Sql {
  const { q, model, kind, from, to, shape, colour, favourite, folder, bin } = filters
  const conditions = [Prisma.sql`user_id = ${userId}::uuid`, bin ? inBin : Prisma.sql`deleted_at IS NULL`]
  if (model) conditions.push(Prisma.sql`model = ${model}`)
  if (kind) conditions.push(Prisma.sql`operation = ${kind}`)
  if (from) conditions.push(Prisma.sql`made_at >= ${from}::timestamptz`)
  if (to) conditions.push(Prisma.sql`made_at < ${to}::timestamptz`)
  if (shape) conditions.push(Prisma.sql`shape = ${shape}::picture_shape`)
  if (colour) conditions.push(Prisma.sql`colours @> ARRAY[${colour}]`)
  if (favourite) conditions.push(Prisma.sql`favourite`)
  // Asked so that the index for the foreign key does not serve: it would lead to the rows, one by one.
  if (folder) conditions.push(Prisma.sql`folder_id IS NOT DISTINCT FROM ${folder}::uuid`)
  if (q) {
    const query = parseQuery(userId, q)
    conditions.push(query === null ? Prisma.sql`false` : Prisma.sql`terms @@ ${query}::tsquery`)
  }
  return Prisma.join(conditions, ' AND ')
}
