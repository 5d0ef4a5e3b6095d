import { ApiError } from '#components/queries/api.ts'
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

async function requestSession(provider: string, fields: Record<string, string>): Promise<'ok' | 'wrong'> {
  try {
    const response = await post(`/api/auth/callback/${provider}`, {
      csrfToken: await csrfToken(),
      ...fields,
    })
    if (response.ok) return 'ok'
    const code = (await addressIn(response)).searchParams.get('error') ?? ''
    if (code.startsWith('too_many_requests')) {
      throw new ApiError('too_many_requests', { retryAfterSeconds: Number(code.split('.')[1]) || 60 })
    }
    if (code === 'CredentialsSignin') return 'wrong'
    throw new ApiError(code === 'mail_link_invalid' ? code : 'internal')
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError('network')
  }
}

/**
 * Signs in; the session cookie is set when this returns `ok`.
 * @returns `wrong` for any mail and password that do not belong together: the answer never tells which mails exist
 * @throws ApiError too_many_requests, network, internal
 */
export function requestSignIn(email: string, password: string): Promise<'ok' | 'wrong'> {
  return requestSession('credentials', { email, password })
}

/**
 * Signs in with the token of a letter.
 * @throws ApiError mail_link_invalid when it is unknown, used or too old; too_many_requests, network, internal
 */
export async function requestLinkSignIn(token: string): Promise<void> {
  if ((await requestSession('mail-link', { token })) === 'wrong') throw new ApiError('mail_link_invalid')
}

/**
 * Asks to sign in through an account elsewhere.
 * @param next the page to come back to; null: the studio
 * @returns the address to go to
 * @throws ApiError sign_in_failed, network
 */
export async function requestProvider(provider: IdentityProvider, next: string | null): Promise<string> {
  try {
    const response = await post(`/api/auth/signin/${provider}`, {
      csrfToken: await csrfToken(),
      ...(next !== null && { next }),
    })
    const url = await addressIn(response)
    // Refused before anybody left: the answer leads back to a page of ours.
    if (response.ok && url.origin !== location.origin) return url.href
    throw new ApiError('sign_in_failed')
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError('network')
  }
}

export async function requestSignOut(): Promise<void> {
  await post('/api/auth/signout', { csrfToken: await csrfToken() })
}
