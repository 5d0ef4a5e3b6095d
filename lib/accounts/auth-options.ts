import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/http/app-error.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { log } from '#lib/log.ts'
import { identityProviders } from './account-input.ts'
import type { ConnectAttempt } from './connect-attempt.ts'
import { connectIdentity } from './connect-identity.ts'
import { identityOf, outsideProviders } from './outside-providers.ts'
import { endSession, type SignInPlace } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { signInByLink } from './sign-in-by-link.ts'
import { signInMethods } from './sign-in-methods.ts'
import { signInWithIdentity } from './sign-in-with-identity.ts'

declare module 'next-auth' {
  interface User {
    id: string
    sessionId: string
  }
  interface Session {
    userId?: string
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    sessionId?: string
  }
}

/**
 * The life of token and cookie, as long as browsers let a cookie live: nobody renews them, and whether a session goes on is its row's
 * to say, by its last use.
 */
const TOKEN_SECONDS = 400 * 86_400

const secure = env.publicUrl.startsWith('https:')

/** Cookies do not know ports: a name of our own keeps other sites on localhost from signing people out. */
export const sessionCookieName = secure ? '__Host-huafang.session' : 'huafang.session'

/** Who asks, as far as signing in needs to know. */
export interface Visitor extends SignInPlace {
  /** For an account that is made. */
  locale: Locale
  /** What the provider's answer is for, where it is not for signing in. */
  connecting?: ConnectAttempt | null
}

/** next-auth puts the message of an error into the address that the form reads, so it may be nothing but a code. */
async function orCode<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError) {
      const { retryAfterSeconds } = error.details
      throw new Error(retryAfterSeconds === undefined ? error.code : `${error.code}.${retryAfterSeconds}`)
    }
    log.error({ err: error }, 'sign-in failed')
    throw new Error('internal')
  }
}

/** Sessions are rows; the cookie holds a signed token that names one. Where the row is gone, the token is worth nothing. */
export function authOptions(visitor: Visitor): NextAuthOptions {
  const byPassword = CredentialsProvider({
    credentials: { email: {}, password: {} },
    authorize: (credentials) => orCode(() => signIn(credentials, visitor)),
  })
  const byLink = CredentialsProvider({
    id: 'mail-link',
    credentials: { token: {} },
    authorize: (credentials) => orCode(() => signInByLink(credentials, visitor)),
  })
  return {
    secret: env.AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: TOKEN_SECONDS },
    jwt: { maxAge: TOKEN_SECONDS },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName,
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    pages: { signIn: '/sign-in', signOut: '/', error: '/sign-in' },
    providers: [byPassword, ...(signInMethods().mailLink ? [byLink] : []), ...outsideProviders()],
    callbacks: {
      // Where to go after signing in is the form's to say (app/api/auth), and a page of ours in any case.
      redirect: ({ url, baseUrl }) => (url.startsWith(`${baseUrl}/`) ? url : baseUrl),
      async signIn({ user, account, profile }) {
        const provider = identityProviders.find((each) => each === account?.provider)
        if (!provider) return true
        const { connecting } = visitor
        const session = await orCode(() => {
          const identity = identityOf(provider, profile)
          if (connecting) return connectIdentity(connecting, identity)
          return signInWithIdentity(identity, visitor, visitor.locale)
        })
        // `user` is what next-auth goes on with; until here it is who they are elsewhere.
        Object.assign(user, session)
        return true
      },
      jwt: ({ token, user }) => (user ? { sub: user.id, sessionId: user.sessionId } : token),
      session({ session, token }) {
        return { expires: session.expires, userId: token.sub }
      },
    },
    events: {
      // A cookie that somebody copied ends with the session.
      async signOut({ token }) {
        if (token.sub && token.sessionId) await endSession(token.sub, token.sessionId)
      },
    },
    logger: {
      // Garbage in the session cookie is the visitor's, and so could fill the log.
      error: (code, metadata) =>
        log[code === 'JWT_SESSION_ERROR' ? 'debug' : 'error']({ code, metadata }, 'next-auth'),
      warn: (code) => log.warn({ code }, 'next-auth'),
      debug: () => undefined,
    },
  }
}
