import { route } from '#lib/accounts/route.ts'
import { pageQuery } from '#lib/http/page-query.ts'
import { listPictures } from '#lib/jobs/read-jobs.ts'

export const GET = route({ who: 'user', query: pageQuery }, async ({ user, query }) => {
  const { items: images, nextCursor } = await listPictures(user.id, query)
  return { images, nextCursor }
})
