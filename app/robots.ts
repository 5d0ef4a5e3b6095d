import type { MetadataRoute } from 'next'
import { env } from '#lib/env.ts'

// PUBLIC_URL is known when the site runs, not when it is built.
export const dynamic = 'force-dynamic'

/** Private pages are not listed here: they say `noindex` themselves (proxy.ts), which a crawler must be let in to read. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: '*', disallow: ['/api/'] },
    sitemap: `${env.publicUrl}/sitemap.xml`,
  }
}
