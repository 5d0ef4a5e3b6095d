import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/http/app-error.ts'
import { clientAddress } from '#lib/http/client-address.ts'
import { log } from '#lib/log.ts'
import { endSession, SESSION_DAYS } from './sessions.ts'
import { signIn } from './sign-in.ts'

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

const secure = env.publicUrl.startsWith('https:')

/** Cookies do not know ports: a name of our own keeps other sites on localhost from signing people out. */
export const sessionCookieName = secure ? '__Host-huafang.session' : 'huafang.session'

/** next-auth puts the message of an error into the address that the form reads, so it may be nothing but a code. */
async function authorize(credentials: unknown, headers: Headers) {
  try {
    const userAgent = headers.get('user-agent') ?? ''
    return await signIn(credentials, { userAgent, address: clientAddress(headers) })
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_many_requests') {
      throw new Error(`too_many_requests.${error.details.retryAfterSeconds}`)
    }
    log.error({ err: error }, 'sign-in failed')
    throw new Error('internal')
  }
}

/** Sessions are rows; the cookie holds a signed token that names one. Where the row is gone, the token is worth nothing. */
export const authOptions: NextAuthOptions = {
  secret: env.AUTH_SECRET,
  session: { strategy: 'jwt', maxAge: SESSION_DAYS * 86_400 },
  useSecureCookies: secure,
  cookies: {
    sessionToken: {
      name: sessionCookieName,
      options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
    },
  },
  pages: { signIn: '/sign-in', signOut: '/', error: '/sign-in' },
  providers: [
    CredentialsProvider({
      credentials: { email: {}, password: {} },
      authorize: (credentials, request) => authorize(credentials, new Headers(request.headers)),
    }),
  ],
  callbacks: {
    // Where to go after signing in is the form's to say, never an address that came with the request.
    redirect: ({ baseUrl }) => baseUrl,
    jwt({ token, user }) {
      return user ? { ...token, sub: user.id, sessionId: user.sessionId } : token
    },
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
