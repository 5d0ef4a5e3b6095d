import type { Metadata } from 'next'
import { env } from '#lib/env.ts'
import { isIndexed } from '#lib/http/page-headers.ts'
import { type Locale, languageTags, locales, pathInLocale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'

/**
 * What every page says of itself unless it says otherwise.
 * @param path the page's path with its language, or null where it is not known
 */
export function siteMetadata(locale: Locale, path: string | null): Metadata {
  const t = translator(locale, 'meta')
  return {
    metadataBase: new URL(env.publicUrl),
    title: { default: t('title'), template: `%s · ${t('name')}` },
    description: t('description'),
    applicationName: t('name'),
    manifest: `/${locale}/manifest.webmanifest`,
    appleWebApp: { capable: true, title: t('name'), statusBarStyle: 'default' },
    formatDetection: { telephone: false, email: false, address: false },
    ...(path !== null && isIndexed(path) && { alternates: alternatesOf(path) }),
    openGraph: {
      type: 'website',
      siteName: t('name'),
      locale: locale === 'zh' ? 'zh_CN' : 'en_US',
      images: [{ url: '/link-picture.jpg', width: 1200, height: 630, alt: t('linkPicture') }],
    },
    twitter: { card: 'summary_large_image' },
  }
}

/** `/` sends each visitor to their own language, so it stands for the page in no language in particular. */
function alternatesOf(path: string): Metadata['alternates'] {
  const rest = path.replace(/^\/[^/]+/, '')
  return {
    canonical: path,
    languages: {
      ...Object.fromEntries(locales.map((each) => [languageTags[each], pathInLocale(path, each)])),
      'x-default': rest === '' ? '/' : rest,
    },
  }
}
