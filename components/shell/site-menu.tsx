import { Menu } from 'lucide-react'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { MenuSignOut, MenuThemeSwitch } from './menu-later.tsx'
import { MenuLink } from './menu-link.tsx'
import type { Theme } from './theme.ts'

/**
 * The button at the end of the header and what it opens, on the native popover: Escape and a click beside it close it. On a
 * phone it also holds the ways that the bar has no room for.
 */
export function SiteMenu(props: { locale: Locale; theme: Theme; email: string | null; operator: boolean }) {
  const { locale, email } = props
  const t = translator(locale, 'nav')
  return (
    <>
      <button
        type="button"
        popoverTarget="site-menu"
        aria-label={email === null ? t('theme') : t('account')}
        className="button button-quiet -mr-2 px-3"
      >
        <Menu aria-hidden="true" className="size-5" />
      </button>
      <div
        id="site-menu"
        popover="auto"
        className="fixed inset-auto top-[calc(var(--header-height)+0.5rem)] right-4 m-0 max-h-[calc(100dvh-var(--header-height)-1rem)] w-72 max-w-[calc(100vw-2rem)] space-y-4 overflow-y-auto overscroll-contain rounded-sm border border-edge p-4 open:appear"
      >
        {email !== null && (
          <div className="border-b border-line pb-3">
            <p className="truncate pb-1 text-xs text-soft" title={email}>
              {email}
            </p>
            <nav aria-label={t('account')} className="-mx-2">
              <MenuLink href={`/${locale}/account`}>{t('accountSettings')}</MenuLink>
              <MenuLink href={`/${locale}/credits`} className="sm:hidden">
                {t('credits')}
              </MenuLink>
              {props.operator && (
                <MenuLink href={`/${locale}/admin`} className="sm:hidden">
                  {t('operations')}
                </MenuLink>
              )}
            </nav>
          </div>
        )}
        <MenuThemeSwitch initial={props.theme} />
        <div>
          <p className="mb-1.5 text-2xs text-soft">{t('language')}</p>
          <LanguageSwitch signedIn={email !== null} className="button button-plain button-small w-full" />
        </div>
        {email !== null && <MenuSignOut />}
      </div>
    </>
  )
}
