'use client'

import { usePathname } from 'next/navigation'
import { useLocale } from '#components/i18n/i18n-provider.tsx'
import { keepLanguage } from '#components/i18n/keep-language.ts'
import { type Locale, languageNames, languageTags, locales, pathInLocale } from '#lib/i18n/locales.ts'

/** Outlives the page, which is being left; a choice that is not kept may be made again, so nobody waits for it. */
function keepWithAccount(locale: Locale): void {
  void fetch('/api/account/preferences', {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ locale }),
  }).catch(() => undefined)
}

/**
 * The same page in the other language. A plain link, so that it works before the script does; `?` and `#` come along on click.
 * For who is signed in the choice is kept with the account too: letters are written in it.
 */
export function LanguageSwitch(props: { signedIn: boolean; className?: string }) {
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
          keepLanguage(locale)
          if (props.signedIn) keepWithAccount(locale)
          event.currentTarget.href = pathInLocale(path, locale) + location.search + location.hash
        }}
      >
        {languageNames[locale]}
      </a>
    ))
}
