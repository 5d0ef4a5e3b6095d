import { notFound } from 'next/navigation'
import { isLocale, type Locale } from '#lib/i18n/locales.ts'

/** The language of a page from its path. `proxy.ts` lets only known ones through; a crawler may still make one up. */
export async function pageLocale(params: Promise<{ locale: string }>): Promise<Locale> {
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  return locale
}
