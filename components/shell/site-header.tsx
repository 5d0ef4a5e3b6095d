import { Menu } from 'lucide-react'
import Link from 'next/link'
import { Seal } from '#components/ui/seal.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { NavLink } from './nav-link.tsx'
import { SignOutButton } from './sign-out-button.tsx'
import type { Theme } from './theme.ts'
import { ThemeSwitch } from './theme-switch.tsx'

export function SiteHeader(props: {
  locale: Locale
  theme: Theme
  email: string | null
  /** Only operators are shown the way to their pages. */
  operator: boolean
}) {
  const { locale, email } = props
  const t = translator(locale, 'nav')
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-paper">
      <div className="mx-auto flex h-(--header-height) max-w-[112rem] items-center gap-1 px-4 sm:gap-3 sm:px-6">
        <Link
          href={`/${locale}`}
          aria-label={t('home')}
          className="mr-1 flex items-center gap-2.5 py-1 sm:mr-3"
        >
          <Seal className="h-10 w-auto" />
          <span className="hidden font-title text-lg font-semibold sm:inline">
            {locale === 'zh' ? '画坊' : 'Huafang'}
          </span>
        </Link>
        <nav aria-label={t('main')} className="flex h-full items-stretch">
          {email !== null && (
            <>
              <NavLink href={`/${locale}/studio`}>{t('studio')}</NavLink>
              <NavLink href={`/${locale}/pictures`}>{t('pictures')}</NavLink>
              <NavLink href={`/${locale}/credits`}>{t('credits')}</NavLink>
              {props.operator && (
                <div className="hidden sm:block">
                  <NavLink href={`/${locale}/admin`}>{t('operations')}</NavLink>
                </div>
              )}
            </>
          )}
        </nav>
        <div className="ml-auto flex items-center gap-1 sm:gap-2">
          {email === null && (
            <>
              <Link href={`/${locale}/sign-in`} className="button button-quiet">
                {t('signIn')}
              </Link>
              <Link href={`/${locale}/sign-up`} className="button button-plain">
                {t('signUp')}
              </Link>
            </>
          )}
          <LanguageSwitch className="button button-quiet hidden sm:inline-flex" />
          <button
            type="button"
            popoverTarget="site-menu"
            aria-label={email === null ? t('theme') : t('account')}
            className="button button-quiet -mr-2 px-3"
          >
            <Menu aria-hidden="true" className="size-5" />
          </button>
        </div>
      </div>
      <div
        id="site-menu"
        popover="auto"
        className="fixed inset-auto top-[calc(var(--header-height)+0.5rem)] right-4 m-0 w-72 space-y-4 rounded-sm border border-edge p-4 open:appear"
      >
        {email !== null && <p className="truncate border-b border-line pb-3 text-sm">{email}</p>}
        {props.operator && (
          // A phone's bar has no room for a fourth word. A full load closes the menu.
          <a href={`/${locale}/admin`} className="button button-plain button-small w-full sm:hidden">
            {t('operations')}
          </a>
        )}
        <ThemeSwitch initial={props.theme} />
        <div>
          <p className="mb-1.5 text-2xs text-soft">{t('language')}</p>
          <LanguageSwitch className="button button-plain button-small w-full" />
        </div>
        {email !== null && <SignOutButton />}
      </div>
    </header>
  )
}
