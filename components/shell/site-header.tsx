import type { WalletView } from '#components/queries/answers.ts'
import { IntentLink } from '#components/ui/intent-link.tsx'
import { Seal } from '#components/ui/seal.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import { HeaderBalance } from './header-balance.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { NavLink } from './nav-link.tsx'
import { SiteMenu } from './site-menu.tsx'
import type { Theme } from './theme.ts'

/**
 * The bar above every page. On a phone it holds what is used all day, studio and pictures, and the balance, which leads to the
 * credits; the rest is in the menu, so that nothing wraps at 320 px.
 */
export function SiteHeader(props: {
  locale: Locale
  theme: Theme
  /** Null for a visitor. */
  user: {
    email: string
    /** Only operators are shown the way to their pages. */
    operator: boolean
    wallet: WalletView
  } | null
}) {
  const { locale, user } = props
  const t = translator(locale, 'nav')
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-paper">
      <div className="mx-auto flex h-(--header-height) max-w-[112rem] items-center gap-1 px-4 sm:gap-3 sm:px-6">
        <IntentLink
          href={`/${locale}`}
          aria-label={t('home')}
          // Wider than the seal, for fingers.
          className="-mr-1.5 -ml-2.5 flex min-w-11 shrink-0 items-center gap-2.5 px-2.5 py-1 sm:mr-1"
        >
          <Seal className="h-10 w-auto" />
          <span className="hidden font-title text-lg font-semibold md:inline">
            {locale === 'zh' ? '画坊' : 'Huafang'}
          </span>
        </IntentLink>
        {user && (
          <nav aria-label={t('main')} className="flex h-full items-stretch">
            <NavLink href={`/${locale}/studio`}>{t('studio')}</NavLink>
            <NavLink href={`/${locale}/pictures`}>{t('pictures')}</NavLink>
            <div className="hidden sm:block">
              <NavLink href={`/${locale}/credits`}>{t('credits')}</NavLink>
            </div>
            {user.operator && (
              <div className="hidden sm:block">
                <NavLink href={`/${locale}/admin`}>{t('operations')}</NavLink>
              </div>
            )}
          </nav>
        )}
        <div className="ml-auto flex items-center gap-1 sm:gap-2">
          {user ? (
            <HeaderBalance initial={user.wallet} />
          ) : (
            <>
              <IntentLink href={`/${locale}/sign-in`} className="button button-quiet">
                {t('signIn')}
              </IntentLink>
              <IntentLink href={`/${locale}/sign-up`} className="button button-plain">
                {t('signUp')}
              </IntentLink>
            </>
          )}
          <LanguageSwitch signedIn={user !== null} className="button button-quiet hidden sm:inline-flex" />
          <SiteMenu
            locale={locale}
            theme={props.theme}
            email={user?.email ?? null}
            operator={user?.operator ?? false}
          />
        </div>
      </div>
    </header>
  )
}
