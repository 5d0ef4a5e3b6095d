import { createRoute } from '#lib/http/route.ts'
import { currentUser } from './current-user.ts'

/** Wraps every route handler of the site; `user` is who is signed in. */
export const route = createRoute(currentUser)
