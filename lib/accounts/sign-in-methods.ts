import { env } from '#lib/env.ts'

export interface SignInMethods {
  github: boolean
  google: boolean
  /** A letter with a link that signs in. */
  mailLink: boolean
}

/** Which ways in this site offers beside mail and password. */
export function signInMethods(): SignInMethods {
  return {
    github: env.GITHUB_ID !== undefined && env.GITHUB_SECRET !== undefined,
    google: env.GOOGLE_ID !== undefined && env.GOOGLE_SECRET !== undefined,
    // Without a mail server, letters are shown on the development page, which a public site has not got.
    mailLink: env.SIGN_IN_LINKS && (env.SMTP_URL !== undefined || !env.isPublic),
  }
}
