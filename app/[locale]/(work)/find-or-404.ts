import { notFound } from 'next/navigation'
import { z } from 'zod'
import { AppError } from '#lib/http/app-error.ts'

/** Asks for a row by the id in the path. Somebody else's, a missing one and what is no id at all look the same. */
export async function findOr404<Row>(id: string, find: (id: string) => Promise<Row>): Promise<Row> {
  if (!z.uuid().safeParse(id).success) notFound()
  try {
    return await find(id)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}
