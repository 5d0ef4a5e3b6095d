const HERE = 'http://here.invalid'

/**
 * Where to go after signing in. Only a path of our own, as a browser reads it: `//host` and `/\host` are other websites, and
 * so is `/<tab>/host`, because tabs and line breaks are dropped from an address.
 */
export function safeNextPath(next: string | null | undefined, fallback: string): string {
  const url = next?.startsWith('/') ? parse(next) : null
  // A path like `/.//host` stays here in itself, but what is left of it (`//host`) would not.
  if (!url || url.origin !== HERE || url.pathname.startsWith('//')) return fallback
  return `${url.pathname}${url.search}${url.hash}`
}

function parse(path: string): URL | null {
  try {
    return new URL(path, HERE)
  } catch {
    return null
  }
}
