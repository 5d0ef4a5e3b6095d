import { ApiError } from '#components/queries/api.ts'

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

/**
 * Signs in; the session cookie is set when this returns `ok`.
 * @returns `wrong` for any mail and password that do not belong together: the answer never tells which mails exist
 * @throws ApiError too_many_requests, network, internal
 */
export async function requestSignIn(email: string, password: string): Promise<'ok' | 'wrong'> {
  try {
    const response = await post('/api/auth/callback/credentials', {
      csrfToken: await csrfToken(),
      email,
      password,
    })
    if (response.ok) return 'ok'
    const answer: unknown = await response.json()
    const url = typeof answer === 'object' && answer !== null && 'url' in answer ? String(answer.url) : '/'
    const code = new URL(url, location.href).searchParams.get('error') ?? ''
    if (code.startsWith('too_many_requests')) {
      throw new ApiError('too_many_requests', { retryAfterSeconds: Number(code.split('.')[1]) || 60 })
    }
    if (code === 'CredentialsSignin') return 'wrong'
    throw new ApiError('internal')
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError('network')
  }
}

export async function requestSignOut(): Promise<void> {
  await post('/api/auth/signout', { csrfToken: await csrfToken() })
}
