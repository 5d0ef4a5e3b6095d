/** What pages are sent with, beside what next.config.js sends with everything. */

export interface PagePolicy {
  /** New for each answer; Next puts it on its own scripts. */
  nonce: string
  /** React and the dev server's overlay need more than a built site. */
  development: boolean
  /** Whether people reach the site by https. */
  https: boolean
  /** Origins that a form may lead to beside our own: where people sign in elsewhere. */
  formOrigins: readonly string[]
}

/**
 * Scripts run only with the nonce, or loaded by one that has it. Styles come from files; the attribute `style` is allowed, because
 * proportions and placeholders are written there. Pictures may be `data:` (placeholders) and `blob:` (copied, converted).
 */
export function contentSecurityPolicy(policy: PagePolicy): string {
  const { nonce, development } = policy
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", development ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...(development ? ['ws:'] : [])],
    'manifest-src': ["'self'"],
    'worker-src': ["'self'"],
    'frame-src': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'", ...policy.formOrigins],
    'frame-ancestors': ["'none'"],
    ...(policy.https ? { 'upgrade-insecure-requests': [] } : {}),
  }
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')
}

/** The nonce of a policy that `contentSecurityPolicy` has made, for a script that stands in the page itself. */
export function nonceOf(policy: string | null): string | undefined {
  return /'nonce-([^']+)'/.exec(policy ?? '')?.[1]
}

/** Pages that search engines may show, without their language. All others belong to somebody or lead nowhere by themselves. */
export const indexedPaths: readonly string[] = ['', '/sign-in', '/sign-up', '/terms', '/privacy', '/contact']

/** @param path with its language: `/zh/terms` */
export function isIndexed(path: string): boolean {
  return indexedPaths.includes(path.replace(/^\/[^/]+/, ''))
}

/** A site by https asks browsers to come by https for two years. */
export const strictTransport = 'max-age=63072000'
