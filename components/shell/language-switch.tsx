'use client'

import { usePathname } from 'next/navigation'
import { useLocale } from '#components/i18n/i18n-provider.tsx'
import { keepPreference } from '#components/ui/cookie.ts'
import { languageNames, languageTags, localeCookie, locales, pathInLocale } from '#lib/i18n/locales.ts'

/** The same page in the other language. A plain link, so that it works before the script does; `?` and `#` come along on click. */
export function LanguageSwitch(props: { className?: string }) {
  const current = useLocale()
  const path = usePathname()
  return locales
    .filter((locale) => locale !== current)
    .map((locale) => (
      <a
        key={locale}
        href={pathInLocale(path, locale)}
        lang={languageTags[locale]}
        hrefLang={languageTags[locale]}
        className={props.className}
        onClick={(event) => {
          keepPreference(localeCookie, locale)
          event.currentTarget.href = pathInLocale(path, locale) + location.search + location.hash
        }}
      >
        {languageNames[locale]}
      </a>
    ))
}
