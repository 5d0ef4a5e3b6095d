import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import http from 'node:http'

/** Who is signed in over there, and what that side says of them. */
export interface OutsidePerson {
  subject: string
  email: string
  verified: boolean
}

export interface OutsideServer {
  url: string
  /** Who the next visitor of the authorization page is. */
  person: OutsidePerson
  /** What the visitor does there, where nobody has to be asked; `decides`: a page asks who they are and whether they agree. */
  visitor: 'agrees' | 'refuses' | 'decides'
  /** Put into the place of the nonce that was asked for. */
  nonce: string | null
  close(): Promise<void>
}

export const clientId = 'client-of-ours'
export const clientSecret = 'secret-of-ours'

interface Grant {
  person: OutsidePerson
  challenge: string | null
  nonce: string | null
  redirectUri: string | null
}

/** One person for each address, with an id as GitHub has them. */
function subjectOf(email: string): string {
  return String(createHash('sha256').update(email).digest().readUInt32BE())
}

/** Where a browser is asked what the other `visitor`s have decided. */
function decisionPage(query: URLSearchParams): string {
  const asked = [...query].map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
  return `<!doctype html><title>Provider</title><form>${asked.join('')}
    <label>Address there <input name="email"></label>
    <button name="visitor" value="agrees">Agree</button>
    <button name="visitor" value="refuses">Cancel</button>
    <button name="visitor" value="breaks">Break</button></form>`
}

/** GitHub and an OpenID Connect server in one, as far as signing in goes: checks the client, the PKCE verifier and the redirect. */
export async function startOutsideServer(): Promise<OutsideServer> {
  const grants = new Map<string, Grant>()
  const tokens = new Map<string, OutsidePerson>()
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

  function authorize(query: URLSearchParams) {
    const visitor = query.get('visitor') ?? outside.visitor
    if (visitor === 'decides') return { html: decisionPage(query) }
    const back = new URL(query.get('redirect_uri') ?? '')
    back.searchParams.set('state', query.get('state') ?? '')
    if (visitor === 'refuses') {
      back.searchParams.set('error', 'access_denied')
      return { location: back.href }
    }
    const code = randomUUID()
    const email = query.get('email')
    grants.set(code, {
      person: email === null ? outside.person : { subject: subjectOf(email), email, verified: true },
      challenge: query.get('code_challenge'),
      nonce: outside.nonce ?? query.get('nonce'),
      redirectUri: query.get('redirect_uri'),
    })
    // One that is away can make nothing of its own code.
    back.searchParams.set('code', visitor === 'breaks' ? 'lost' : code)
    return { location: back.href }
  }

  function exchange(form: URLSearchParams, authorization: string | undefined): object | null {
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
    if (authorization !== `Basic ${basic}`) return null
    const grant = grants.get(form.get('code') ?? '')
    grants.delete(form.get('code') ?? '')
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!grant || grant.challenge !== verifier || grant.redirectUri !== form.get('redirect_uri')) return null
    const token = randomUUID()
    tokens.set(token, grant.person)
    return { access_token: token, token_type: 'bearer', id_token: idToken(grant) }
  }

  function idToken({ person, nonce }: Grant): string {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: outside.url,
      aud: clientId,
      sub: person.subject,
      email: person.email,
      email_verified: person.verified,
      nonce,
      iat: now,
      exp: now + 60,
    }
    const parts = [{ alg: 'RS256', kid: 'one' }, claims]
    const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`
  }

  function answer(path: string, query: URLSearchParams, form: URLSearchParams, authorization?: string) {
    const person = tokens.get(authorization?.replace(/^Bearer /, '') ?? '')
    switch (path) {
      case '/login/oauth/authorize':
      case '/authorize':
        return authorize(query)
      case '/login/oauth/access_token': {
        // GitHub knows no OpenID Connect.
        const answered = exchange(form, authorization)
        return { json: answered && { ...answered, id_token: undefined } }
      }
      case '/token':
        return { json: exchange(form, authorization) }
      case '/user':
        return { json: person ? { id: Number(person.subject), email: 'shown@example.com' } : null }
      case '/user/emails': {
        const others = { email: 'other@example.com', primary: false, verified: true }
        if (!person) return { json: null }
        return { json: [others, { email: person.email, primary: true, verified: person.verified }] }
      }
      case '/.well-known/openid-configuration':
        return {
          json: {
            issuer: outside.url,
            authorization_endpoint: `${outside.url}/authorize`,
            token_endpoint: `${outside.url}/token`,
            jwks_uri: `${outside.url}/jwks`,
          },
        }
      case '/jwks':
        return {
          json: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] },
        }
      default:
        return { json: null }
    }
  }

  const server = http.createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here')
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      const given = answer(pathname, searchParams, new URLSearchParams(body), request.headers.authorization)
      if ('location' in given) return response.writeHead(302, { location: given.location }).end()
      if ('html' in given) return response.writeHead(200, { 'content-type': 'text/html' }).end(given.html)
      response.writeHead(given.json ? 200 : 400, { 'content-type': 'application/json' })
      response.end(JSON.stringify(given.json ?? { error: 'invalid_request' }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const outside: OutsideServer = {
    url: `http://127.0.0.1:${address.port}`,
    person: { subject: '1', email: 'nobody@example.com', verified: true },
    visitor: 'agrees',
    nonce: null,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return outside
}
