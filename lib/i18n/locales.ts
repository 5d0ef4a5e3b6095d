export const locales = ['zh', 'en'] as const
export type Locale = (typeof locales)[number]

/** For visitors whose browser asks for neither. */
export const fallbackLocale: Locale = 'en'
export const localeCookie = 'locale'
/** Says that nobody has chosen the language of this device: it is that of the account that signed in last. */
export const followedLocaleCookie = 'locale.account'
/** Request header by which `proxy.ts` tells a layout the path, which Next tells only pages. */
export const pathHeader = 'x-huafang-path'
/** What `lang` says: the script matters, because Han characters are drawn differently in Japan and Taiwan. */
export const languageTags: Record<Locale, string> = { zh: 'zh-Hans', en: 'en' }
/** Each language's name in itself. */
export const languageNames: Record<Locale, string> = { zh: '中文', en: 'English' }

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}

/** The best locale for an Accept-Language header (RFC 9110 12.5.4): highest weight first, then the header's own order. */
export function localeFromHeader(header: string | null | undefined): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part, order) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
      const weight = rest
        .map((piece) => /^\s*q=([\d.]+)$/.exec(piece)?.[1])
        .find((found) => found !== undefined)
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight), order }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
  for (const { language } of wanted) if (isLocale(language)) return language
  return fallbackLocale
}

/** The same page in another language: `/zh/studio` → `/en/studio`. */
export function pathInLocale(path: string, locale: Locale): string {
  const [, first, ...rest] = path.split('/')
  return isLocale(first) ? ['', locale, ...rest].join('/') : `/${locale}${path === '/' ? '' : path}`
}
