import { route } from '#lib/accounts/route.ts'
import { deletePictures } from '#lib/library/change-pictures.ts'
import { changeRule } from '#lib/library/rate-rules.ts'
import { idsBody } from '#lib/library/route-input.ts'

export const POST = route({ who: 'user', limit: changeRule, body: idsBody }, ({ user, body }) =>
  deletePictures(user.id, body.ids),
)
