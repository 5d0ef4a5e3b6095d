import { z } from 'zod'
import { route } from '#lib/accounts/route.ts'
import { readRule } from '#lib/library/rate-rules.ts'
import { IDS_MAX, readIds } from '#lib/library/read-ids.ts'
import { windowQuery } from '#lib/library/route-input.ts'

const query = windowQuery.extend({ limit: z.coerce.number().int().min(1).max(IDS_MAX) })

export const GET = route({ who: 'user', limit: readRule, query }, async ({ user, query }) => {
  const { asOf, offset, limit, ...filters } = query
  return { ids: await readIds(user.id, filters, { asOf, offset, limit }) }
})
