import { ApiError, apiErrorOf } from '#components/queries/api.ts'
import type { IdentityProvider } from '#lib/accounts/account-input.ts'

/** next-auth's own routes, spoken to with plain fetch: its client library would cost every page 12 kB. */

async function csrfToken(): Promise<string> {
  const answer: unknown = await (await fetch('/api/auth/csrf')).json()
  if (typeof answer === 'object' && answer !== null && 'csrfToken' in answer) return String(answer.csrfToken)
  throw new ApiError('internal')
}

function post(path: string, fields: Record<string, string>): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...fields, json: 'true' }),
  })
}

/** Where next-auth answers with an address; a failure stands in it as `?error=CODE`. */
async function addressIn(response: Response): Promise<URL> {
  const answer: unknown = await response.json()
  const url = typeof answer === 'object' && answer !== null && 'url' in answer ? String(answer.url) : '/'
  return new URL(url, location.href)
}

async function requestSession(provider: string, fields: Record<string, string>): Promise<string | null> {
  try {
    const response = await post(`/api/auth/callback/${provider}`, {
      csrfToken: await csrfToken(),
      ...fields,
    })
    const url = await addressIn(response)
    if (response.ok) return url.href
    const code = url.searchParams.get('error') ?? ''
    if (code.startsWith('too_many_requests')) {
      throw new ApiError('too_many_requests', { retryAfterSeconds: Number(code.split('.')[1]) || 60 })
    }
    if (code === 'CredentialsSignin') return null
    throw new ApiError(code === 'mail_link_invalid' ? code : 'internal')
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError('network')
  }
}

/**
 * Signs in; the session cookie is set when this returns an address.
 * @param next the page to go to
 * @returns its address, in the account's language where none was chosen on this device; null for any mail and password that do not
 *   belong together: the answer never tells which mails exist
 * @throws ApiError too_many_requests, network, internal
 */
export function requestSignIn(email: string, password: string, next: string): Promise<string | null> {
  return requestSession('credentials', { email, password, next })
}

/**
 * Signs in with the token of a letter.
 * @param next the page to go to
 * @returns its address, as above
 * @throws ApiError mail_link_invalid when it is unknown, used or too old; too_many_requests, network, internal
 */
export async function requestLinkSignIn(token: string, next: string): Promise<string> {
  const url = await requestSession('mail-link', { token, next })
  if (url === null) throw new ApiError('mail_link_invalid')
  return url
}

/**
 * Asks to sign in through an account elsewhere.
 * @param next the page to come back to
 * @returns the address to go to
 * @throws ApiError sign_in_failed, too_many_requests, network
 */
export function requestProvider(provider: IdentityProvider, next: string): Promise<string> {
  return requestLeave(provider, { next }, 'sign_in_failed')
}

/**
 * Asks to connect an account elsewhere to the one that is signed in.
 * @param next the page to come back to
 * @param password null where the account has none
 * @returns the address to go to
 * @throws ApiError connect_failed, wrong_password, mail_unverified, unauthenticated, too_many_requests, network
 */
export function requestConnect(
  provider: IdentityProvider,
  { next, password }: { next: string; password: string | null },
): Promise<string> {
  return requestLeave(provider, { connect: '1', next, password: password ?? '' }, 'connect_failed')
}

async function requestLeave(
  provider: IdentityProvider,
  fields: Record<string, string>,
  failure: 'sign_in_failed' | 'connect_failed',
): Promise<string> {
  try {
    const response = await post(`/api/auth/signin/${provider}`, { csrfToken: await csrfToken(), ...fields })
    if (!response.ok) throw await apiErrorOf(response)
    const url = await addressIn(response)
    // Refused before anybody left: the answer leads back to a page of ours.
    if (url.origin === location.origin) throw new ApiError(failure)
    return url.href
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError('network')
  }
}

export async function requestSignOut(): Promise<void> {
  await post('/api/auth/signout', { csrfToken: await csrfToken() })
}
