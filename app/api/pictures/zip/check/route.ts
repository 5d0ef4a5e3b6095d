import { z } from 'zod'
import { route } from '#lib/accounts/route.ts'
import { zipCheckRule } from '#lib/library/rate-rules.ts'
import { zipShape } from '#lib/library/route-input.ts'
import { checkZip } from '#lib/library/zip-pictures.ts'

const body = z.strictObject(zipShape)

/** Whether a ZIP of these pictures can be had, and how large it will be. */
export const POST = route({ who: 'user', limit: zipCheckRule, body }, ({ user, body }) =>
  checkZip(user.id, body.ids),
)
