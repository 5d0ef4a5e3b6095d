import { z } from 'zod'
import { route } from '#lib/accounts/route.ts'
import { markFavourite } from '#lib/library/change-pictures.ts'
import { changeRule } from '#lib/library/rate-rules.ts'
import { idsShape } from '#lib/library/route-input.ts'

const body = z.strictObject({ ...idsShape, favourite: z.boolean() })

export const POST = route({ who: 'user', limit: changeRule, body }, ({ user, body }) =>
  markFavourite(user.id, body.ids, body.favourite),
)
