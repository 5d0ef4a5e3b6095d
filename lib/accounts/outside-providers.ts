import type { Profile, User } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { z } from 'zod'
import { env } from '#lib/env.ts'
import { email, type IdentityProvider } from './account-input.ts'
import { signInMethods } from './sign-in-methods.ts'
import type { OutsideIdentity } from './sign-in-with-identity.ts'

declare module 'next-auth' {
  interface Profile {
    email_verified?: boolean
  }
}

/** How long one request to them may take: from China the way is long. */
const TIMEOUT_MS = 10_000
const httpOptions = { timeout: TIMEOUT_MS }

const claims = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
})

/**
 * What a provider says of who was sent back by it, in the words of OpenID Connect.
 * @throws where it says something else
 */
export function identityOf(provider: IdentityProvider, profile: unknown): OutsideIdentity {
  const { sub, ...said } = claims.parse(profile)
  const address = said.email_verified === true ? email.safeParse(said.email).data : undefined
  return { provider, subject: sub, verifiedEmail: address ?? null }
}

/** The providers that this site is set up for, as next-auth wants them. */
export function outsideProviders(): OAuthConfig<Profile>[] {
  const methods = signInMethods()
  return [...(methods.github ? [github()] : []), ...(methods.google ? [google()] : [])]
}

/** next-auth wants the id of an account; which of ours it is, is known when the identity has been looked up. */
function user({ sub = '' }: Profile): User {
  return { id: sub, sessionId: '' }
}

function github(): OAuthConfig<Profile> {
  const oauth = `${env.GITHUB_URL}/login/oauth`
  return {
    id: 'github',
    name: 'GitHub',
    type: 'oauth',
    issuer: oauth,
    authorization: { url: `${oauth}/authorize`, params: { scope: 'read:user user:email' } },
    token: { url: `${oauth}/access_token` },
    userinfo: { request: ({ tokens }) => askGithub(tokens.access_token ?? '') },
    checks: ['pkce', 'state'],
    clientId: env.GITHUB_ID ?? '',
    clientSecret: env.GITHUB_SECRET ?? '',
    profile: user,
    httpOptions,
  }
}

const githubUser = z.object({ id: z.number().int() })
const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

/** The address in a GitHub profile is whatever its owner shows; the list says which is verified. */
async function askGithub(accessToken: string): Promise<Profile> {
  async function ask(path: string): Promise<unknown> {
    const answer = await fetch(`${env.GITHUB_API_URL}${path}`, {
      headers: { authorization: `Bearer ${accessToken}`, accept: 'application/vnd.github+json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!answer.ok) throw new Error(`GitHub answered ${answer.status} to ${path}`)
    return answer.json()
  }
  const { id } = githubUser.parse(await ask('/user'))
  const emails = githubEmails.parse(await ask('/user/emails'))
  const primary = emails.find((each) => each.primary && each.verified)
  return { sub: String(id), ...(primary && { email: primary.email, email_verified: true }) }
}

/** Its claims come in a signed token, which openid-client checks against the issuer's keys and the nonce. */
function google(): OAuthConfig<Profile> {
  return {
    id: 'google',
    name: 'Google',
    type: 'oauth',
    wellKnown: `${env.GOOGLE_ISSUER}/.well-known/openid-configuration`,
    authorization: { params: { scope: 'openid email' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    clientId: env.GOOGLE_ID ?? '',
    clientSecret: env.GOOGLE_SECRET ?? '',
    profile: user,
    httpOptions,
  }
}
