import { route } from '#lib/accounts/route.ts'
import { purgePictures } from '#lib/library/purge-pictures.ts'
import { idsBody } from '#lib/library/route-input.ts'

export const POST = route({ who: 'user', body: idsBody }, ({ user, body }) =>
  purgePictures(user.id, body.ids),
)
