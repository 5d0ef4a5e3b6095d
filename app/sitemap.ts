import type { MetadataRoute } from 'next'
import { env } from '#lib/env.ts'
import { indexedPaths } from '#lib/http/page-headers.ts'
import { languageTags, locales } from '#lib/i18n/locales.ts'

// PUBLIC_URL is known when the site runs, not when it is built.
export const dynamic = 'force-dynamic'

export default function sitemap(): MetadataRoute.Sitemap {
  return indexedPaths.flatMap((path) => {
    const addresses = locales.map(
      (locale) => [languageTags[locale], `${env.publicUrl}/${locale}${path}`] as const,
    )
    return addresses.map(([, url]) => ({ url, alternates: { languages: Object.fromEntries(addresses) } }))
  })
}
