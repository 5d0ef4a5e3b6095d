import { afterAll } from 'vitest'
import { sessionCookieName } from '#lib/accounts/auth-options.ts'
import { userOfToken } from '#lib/accounts/current-user.ts'
import { password, type TestAccount } from '#lib/accounts/testing/accounts.ts'
import { clientId, clientSecret, startOutsideServer } from '#lib/accounts/testing/outside-server.ts'
import { env } from '#lib/env.ts'
import { GET, POST } from '../[...nextauth]/route.ts'

/** What tests of the door begin with: GitHub and Google in one server, and browsers that go there and come back. */

export const outside = await startOutsideServer()
env.GITHUB_ID = env.GOOGLE_ID = clientId
env.GITHUB_SECRET = env.GOOGLE_SECRET = clientSecret
env.GITHUB_URL = env.GITHUB_API_URL = env.GOOGLE_ISSUER = outside.url
afterAll(() => outside.close())

let serial = 100

/** Has somebody new be signed in over there, who agrees to everything. @returns their verified address */
export function newPerson(): string {
  const email = `zhao${++serial}@example.com`
  outside.person = { subject: String(serial), email, verified: true }
  outside.visitor = 'agrees'
  outside.nonce = null
  return email
}

/** A browser as far as this needs one: cookies, forms, and redirects that are followed one by one. */
export function newBrowser(headers: Record<string, string> = {}) {
  const cookies = new Map<string, string>()

  async function send(address: string, form?: Record<string, string>): Promise<Response> {
    const url = new URL(address, env.publicUrl)
    const request = new Request(url, {
      method: form ? 'POST' : 'GET',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'user-agent': 'a browser',
        'x-client-address': `203.0.113.${serial % 250}`,
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(form && { body: new URLSearchParams(form).toString() }),
    })
    const nextauth = url.pathname.split('/').slice(3)
    const answer = await (form ? POST : GET)(request, { params: Promise.resolve({ nextauth }) })
    for (const line of answer.headers.getSetCookie()) keep(line)
    return answer
  }

  function keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/max-age=0/i.test(line) || value === '') cookies.delete(name)
    else cookies.set(name, value)
  }

  async function post(path: string, fields: Record<string, string> = {}): Promise<string> {
    const { csrfToken } = await (await send('/api/auth/csrf')).json()
    const answer = await send(path, { csrfToken, json: 'true', ...fields })
    const { url, error } = await answer.json()
    return url ?? error.code
  }

  async function comeBack(there: string): Promise<string> {
    if (!there.startsWith(outside.url)) return there
    const back = (await fetch(there, { redirect: 'manual' })).headers.get('location') ?? ''
    return (await send(back)).headers.get('location') ?? ''
  }

  return {
    cookies,
    /** What `document.cookie = line` does in it. */
    keep,
    send,
    post,
    /** Goes to a provider and comes back. @returns where it ends up */
    async signInWith(provider: string, fields: Record<string, string> = {}): Promise<string> {
      return comeBack(await post(`/api/auth/signin/${provider}`, fields))
    },
    /** The same from the account page. @returns where it ends up, or the code of an error */
    async connect(provider: string, fields: Record<string, string> = {}): Promise<string> {
      return comeBack(await post(`/api/auth/signin/${provider}`, { ...connecting, ...fields }))
    },
    comeBack,
    user: () => userOfToken(cookies.get(sessionCookieName)),
  }
}

export type TestBrowser = ReturnType<typeof newBrowser>

/** What the account page sends. */
export const connecting = { connect: '1', next: '/en/account', password }

/** A browser that is signed in by password. */
export async function browserOf({ email }: TestAccount): Promise<TestBrowser> {
  const browser = newBrowser()
  await browser.post('/api/auth/callback/credentials', { email, password })
  return browser
}

export const here = (path: string) => `${env.publicUrl}${path}`
