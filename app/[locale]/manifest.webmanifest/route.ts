import { notFound } from 'next/navigation'
import { isLocale, languageTags } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'

/** How the site is installed, in the language it is installed from. One app: the `id` is the same in both. */
export async function GET(_request: Request, props: { params: Promise<{ locale: string }> }) {
  const { locale } = await props.params
  if (!isLocale(locale)) notFound()
  const t = translator(locale, 'meta')
  const tNav = translator(locale, 'nav')
  const manifest = {
    id: '/',
    name: t('name'),
    short_name: t('name'),
    description: t('description'),
    lang: languageTags[locale],
    start_url: `/${locale}/studio`,
    scope: '/',
    display: 'standalone',
    // One colour each, for the moment before the page is drawn; the page itself names one for each scheme.
    background_color: '#faf9f5',
    theme_color: '#faf9f5',
    categories: ['graphics', 'photo'],
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: (['studio', 'pictures'] as const).map((page) => ({
      name: tNav(page),
      url: `/${locale}/${page}`,
      icons: [{ src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' }],
    })),
  }
  return Response.json(manifest, {
    headers: { 'Content-Type': 'application/manifest+json', 'Cache-Control': 'public, max-age=3600' },
  })
}
