/** Where to go after signing in. Only a path of our own: `//host` and `/\host` are other websites to a browser. */
export function safeNextPath(next: string | null | undefined, fallback: string): string {
  return next && /^\/(?![/\\])/.test(next) ? next : fallback
}
