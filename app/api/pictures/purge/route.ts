import { route } from '#lib/accounts/route.ts'
import { purgePictures } from '#lib/library/purge-pictures.ts'
import { purgeRule } from '#lib/library/rate-rules.ts'
import { idsBody } from '#lib/library/route-input.ts'

export const POST = route({ who: 'user', limit: purgeRule, body: idsBody }, ({ user, body }) =>
  purgePictures(user.id, body.ids),
)
