import { route } from '#lib/accounts/route.ts'
import { AppError } from '#lib/http/app-error.ts'

/** What is not a route is answered like the routes answer, and not with a page. */
const answer = route({ who: 'visitor' }, () => {
  throw new AppError('not_found')
})

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
