import { env } from '#lib/env.ts'
import { AppError } from '#lib/http/app-error.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { type AuthRequest, answerAuth } from './answer-auth.ts'
import { authOptions, sessionCookieName, type Visitor } from './auth-options.ts'
import {
  connectCookieName,
  forgetAttempt,
  keepAttempt,
  proveConnecting,
  readAttempt,
} from './connect-attempt.ts'
import { userOfToken } from './current-user.ts'

interface Step {
  provider: string
  asked: AuthRequest
  visitor: Visitor
}

/**
 * Begins the way to a provider. `connect: '1'` in the form says that who is signed in wants to connect it, which takes their password.
 * @param next the page to come back to, as an address of ours
 * @returns as JSON the address to go to: the provider's, or a page of ours when it cannot be reached
 * @throws AppError when connecting: unauthenticated, and what `proveConnecting` throws
 */
export async function leaveForProvider({ provider, asked, visitor }: Step, next: string): Promise<Response> {
  const form = asked.body ?? {}
  const connecting = form.connect === '1' ? await signedInUser(asked, visitor) : null
  if (form.connect === '1') {
    if (!connecting) throw new AppError('unauthenticated')
    await proveConnecting(connecting.id, form.password || null)
  }
  const page = new URL(next).pathname
  const { headers } = await answerAuth(authOptions(visitor), {
    ...asked,
    body: {
      csrfToken: form.csrfToken ?? '',
      callbackUrl: connecting ? `${env.publicUrl}${page}?connected=${provider}#profile` : next,
    },
    // Else whatever is asked for in the address would be asked of the provider.
    query: { nextauth: asked.query.nextauth ?? [] },
  })
  const to = headers.get('location')
  const isOnTheWay = to !== null && !isAuthPage(to)
  if (connecting && isOnTheWay) {
    const state = new URL(to).searchParams.get('state') ?? ''
    const { id: userId, sessionId } = connecting
    headers.append('set-cookie', await keepAttempt({ userId, sessionId, provider, state, page }))
  }
  headers.delete('location')
  headers.set('content-type', 'application/json')
  const url = isOnTheWay ? to : signInPage(visitor.locale, codeIn(to))
  return new Response(JSON.stringify({ url }), { headers })
}

/**
 * Where somebody goes who comes back from a provider. next-auth leads a failure over two more addresses to a page without a language,
 * with a code of its own; here it is the page they left from with a code of ours, or with none when they said no themselves.
 */
export async function comeBackFromProvider({ provider, asked, visitor }: Step): Promise<Response> {
  const { state, error } = asked.query
  const isRefusal = error === 'access_denied'
  const attempt = await readAttempt(asked.cookies[connectCookieName], { provider, state })
  if (!attempt) {
    const answered = await answerAuth(authOptions(visitor), asked)
    const to = answered.headers.get('location')
    if (!to || !isAuthPage(to)) return answered
    return ledTo(answered, signInPage(visitor.locale, isRefusal ? null : codeIn(to)))
  }
  const signedIn = await signedInUser(asked, visitor)
  const back = (code: string | null) => {
    if (!signedIn) return signInPage(visitor.locale, 'connect_failed')
    return `${env.publicUrl}${attempt.page}${code === null ? '' : `?connect_error=${code}`}#profile`
  }
  // Signed out or somebody else by now: what was begun is not theirs to end.
  if (signedIn?.sessionId !== attempt.sessionId) {
    const answered = new Response(null, { status: 302, headers: { 'set-cookie': forgetAttempt() } })
    return ledTo(answered, back('connect_failed'))
  }
  const answered = await answerAuth(authOptions({ ...visitor, connecting: attempt }), asked)
  answered.headers.append('set-cookie', forgetAttempt())
  const to = answered.headers.get('location')
  if (!to || !isAuthPage(to)) return answered
  const code = codeIn(to)
  return ledTo(answered, back(isRefusal ? null : code === 'sign_in_failed' ? 'connect_failed' : code))
}

function signedInUser({ cookies }: AuthRequest, { address }: Visitor) {
  return userOfToken(cookies[sessionCookieName], address)
}

function ledTo(answered: Response, location: string): Response {
  answered.headers.set('location', location)
  return answered
}

/** Where next-auth leads to in order to tell a failure. */
function isAuthPage(to: string): boolean {
  return to.startsWith(`${env.publicUrl}/api/auth/`)
}

/** Our own code in an address of next-auth's, or one that says no more than that it did not work. */
function codeIn(to: string | null): string {
  const code = to === null ? '' : (new URL(to).searchParams.get('error') ?? '')
  return /^[a-z_]+(\.\d+)?$/.test(code) ? code : 'sign_in_failed'
}

function signInPage(locale: Locale, code: string | null): string {
  return `${env.publicUrl}/${locale}/sign-in${code === null ? '' : `?error=${code}`}`
}
