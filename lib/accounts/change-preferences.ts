import type { z } from 'zod'
import { db } from '#lib/db.ts'
import type { preferencesBody } from './account-input.ts'

/** Keeps in which language, money and time zone somebody is spoken to; what is left out stays as it is. */
export async function changePreferences(
  userId: string,
  { locale, currency, timeZone }: z.output<typeof preferencesBody>,
): Promise<void> {
  await db.user.updateMany({
    where: { id: userId, deletedAt: null },
    data: {
      ...(locale !== undefined && { locale }),
      ...(currency !== undefined && { currency }),
      ...(timeZone !== undefined && { timeZone }),
    },
  })
}
