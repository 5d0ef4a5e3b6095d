import { z } from 'zod'
import { AppError } from './app-error.ts'

/** The place of a row in a list that is ordered by time and then by id: new rows above it shift nothing. */
export interface TimeCursor {
  time: Date
  id: string
}

/** PostgreSQL knows no year 0. */
const schema = z.tuple([z.iso.datetime().regex(/^[1-9]/), z.uuid()])

/** @throws AppError invalid_request that names `field` */
export function parseCursor(cursor: string | undefined, field = 'cursor'): TimeCursor | null {
  if (!cursor) return null
  const parsed = schema.safeParse(cursor.split('_'))
  if (!parsed.success) throw new AppError('invalid_request', { problems: [{ field, code: 'malformed' }] })
  const [time, id] = parsed.data
  return { time: new Date(time), id }
}

export function formatCursor({ time, id }: TimeCursor): string {
  return `${time.toISOString()}_${id}`
}
