import '../globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { I18nProvider } from '#components/i18n/i18n-provider.tsx'
import { timeZoneCookie } from '#components/i18n/time-zone.ts'
import { SiteFooter } from '#components/shell/site-footer.tsx'
import { SiteHeader } from '#components/shell/site-header.tsx'
import { asTheme, themeCookie } from '#components/shell/theme.ts'
import { currentUser } from '#lib/accounts/current-user.ts'
import { env } from '#lib/env.ts'
import { isLocale, languageTags } from '#lib/i18n/locales.ts'
import { pickMessages, translator } from '#lib/i18n/messages.ts'
import { pageLocale } from './page-locale.ts'

interface LayoutProps {
  params: Promise<{ locale: string }>
  children: ReactNode
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf9f5' },
    { media: '(prefers-color-scheme: dark)', color: '#161412' },
  ],
}

export async function generateMetadata(props: LayoutProps): Promise<Metadata> {
  const { locale } = await props.params
  if (!isLocale(locale)) return {}
  const t = translator(locale, 'meta')
  return {
    metadataBase: new URL(env.publicUrl),
    title: { default: t('title'), template: `%s · ${t('name')}` },
    description: t('description'),
    applicationName: t('name'),
  }
}

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
  const zone = jar.get(timeZoneCookie)?.value ?? 'UTC'
  const user = await currentUser()
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
        >
          <SiteHeader
            locale={locale}
            theme={theme}
            email={user?.email ?? null}
            operator={user?.role === 'operator'}
          />
          <main id="content" tabIndex={-1} className="flex-1 outline-none">
            {props.children}
          </main>
          <SiteFooter
            locale={locale}
            sandbox={env.provider === 'sandbox'}
            developmentMail={!env.isPublic && env.SMTP_URL === undefined}
          />
        </I18nProvider>
      </body>
    </html>
  )
}
