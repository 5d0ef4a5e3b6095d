import '../globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { I18nProvider } from '#components/i18n/i18n-provider.tsx'
import { MoneyProvider } from '#components/i18n/money-provider.tsx'
import { timeZoneCookie } from '#components/i18n/time-zone.ts'
import { OfflineNotice } from '#components/shell/offline-notice.tsx'
import { SiteFooter } from '#components/shell/site-footer.tsx'
import { SiteHeader } from '#components/shell/site-header.tsx'
import { asTheme, themeCookie } from '#components/shell/theme.ts'
import { currentUser } from '#lib/accounts/current-user.ts'
import { env } from '#lib/env.ts'
import { nonceOf } from '#lib/http/page-headers.ts'
import { currencyOf } from '#lib/i18n/currencies.ts'
import { isLocale, languageTags, pathHeader } from '#lib/i18n/locales.ts'
import { pickMessages, translator } from '#lib/i18n/messages.ts'
import { pageLocale } from './page-locale.ts'
import { siteMetadata } from './site-metadata.ts'
import { walletOf } from './wallet-of.ts'

interface LayoutProps {
  params: Promise<{ locale: string }>
  children: ReactNode
}

/** The browser's own bars take the paper's colour: of the chosen theme, else of the device's. */
export async function generateViewport(): Promise<Viewport> {
  const theme = asTheme((await cookies()).get(themeCookie)?.value)
  if (theme !== 'auto') return { themeColor: paper[theme], colorScheme: theme }
  return {
    colorScheme: 'light dark',
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: paper.light },
      { media: '(prefers-color-scheme: dark)', color: paper.dark },
    ],
  }
}

/** `--paper` of app/globals.css. */
const paper = { light: '#faf9f5', dark: '#161412' }

export async function generateMetadata(props: LayoutProps): Promise<Metadata> {
  const { locale } = await props.params
  return isLocale(locale) ? siteMetadata(locale, (await headers()).get(pathHeader)) : {}
}

/**
 * The first number and the first date that a page writes cost a phone some 60 ms, while the browser reads its tables. Done here between
 * the first picture of the page and the coming of its scripts, nobody waits for it. It stands at the end: a script waits for the style
 * sheets, and what is below it would be read and laid out only then.
 */
const warmUp =
  "requestAnimationFrame(()=>setTimeout(()=>{new Intl.NumberFormat('zh').format(1);setTimeout(()=>new Intl.DateTimeFormat().resolvedOptions())}))"

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}

export default async function SiteLayout(props: LayoutProps) {
  const locale = await pageLocale(props.params)
  const jar = await cookies()
  const theme = asTheme(jar.get(themeCookie)?.value)
  const user = await currentUser()
  const zone = user?.timeZone ?? jar.get(timeZoneCookie)?.value ?? 'UTC'
  const wallet = user && (await walletOf(user.id))
  const t = translator(locale, 'nav')
  return (
    <html lang={languageTags[locale]} data-theme={theme}>
      <body className="flex flex-col">
        <a
          href="#content"
          className="button button-seal absolute top-2 left-2 z-50 -translate-y-20 focus:translate-y-0"
        >
          {t('skip')}
        </a>
        <I18nProvider
          locale={locale}
          messages={pickMessages(locale, ['nav', 'common', 'errors', 'problems', 'pages'])}
          timeZone={isTimeZone(zone) ? zone : 'UTC'}
          timeZoneChosen={typeof user?.timeZone === 'string'}
        >
          <MoneyProvider currency={currencyOf(user?.currency ?? null, locale)} cnyPerUsd={env.CNY_PER_USD}>
            <SiteHeader
              locale={locale}
              theme={theme}
              user={
                user &&
                wallet && {
                  email: user.email,
                  operator: user.role === 'operator',
                  wallet: { available: wallet.available, held: wallet.held },
                }
              }
            />
            <OfflineNotice />
            <main id="content" tabIndex={-1} className="flex-1 outline-none">
              {props.children}
            </main>
            <SiteFooter
              locale={locale}
              sandbox={env.provider === 'sandbox'}
              developmentMail={!env.isPublic && env.SMTP_URL === undefined}
              operatorName={env.OPERATOR_NAME}
              icpNumber={env.ICP_NUMBER}
              publicSecurityNumber={env.PUBLIC_SECURITY_NUMBER}
            />
          </MoneyProvider>
        </I18nProvider>
        <script nonce={nonceOf((await headers()).get('Content-Security-Policy'))}>{warmUp}</script>
      </body>
    </html>
  )
}
