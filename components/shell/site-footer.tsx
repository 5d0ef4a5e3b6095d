import Link from 'next/link'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'

const pages = ['terms', 'privacy', 'contact'] as const

export function SiteFooter(props: {
  locale: Locale
  sandbox: boolean
  developmentMail: boolean
  operatorName?: string
  /** Records that sites in mainland China must show. */
  icpNumber?: string
  publicSecurityNumber?: string
}) {
  const { locale, icpNumber, publicSecurityNumber } = props
  const t = translator(locale, 'nav')
  const tFooter = translator(locale, 'footer')
  const tLegal = translator(locale, 'legal')
  return (
    <footer className="mt-24 border-t border-line">
      <div className="mx-auto flex max-w-[112rem] flex-col gap-x-12 gap-y-5 px-4 py-8 text-xs text-soft sm:px-6 md:flex-row md:justify-between">
        <div className="max-w-[36em] space-y-1.5">
          <p>{tFooter('made')}</p>
          {props.sandbox && <p>{t('sandboxNote')}</p>}
          {props.developmentMail && (
            <p>
              <Link href="/dev/mail" className="link" prefetch={false}>
                {t('developmentMail')}
              </Link>
            </p>
          )}
        </div>
        <div className="space-y-1.5 md:text-right">
          <nav aria-label={tFooter('label')}>
            <ul className="-mx-2.5 flex flex-wrap md:justify-end">
              {pages.map((page) => (
                <li key={page}>
                  <Link
                    href={`/${locale}/${page}`}
                    prefetch={false}
                    className="flex min-h-11 items-center px-2.5 hover:text-ink hover:underline pointer-fine:min-h-8"
                  >
                    {tLegal(`${page}.title`)}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <p>
            {props.operatorName && <span className="mr-3">{props.operatorName}</span>}
            <a href="https://www.apache.org/licenses/LICENSE-2.0" className="link" rel="license">
              {tFooter('licence')}
            </a>
          </p>
          {(icpNumber || publicSecurityNumber) && (
            <p lang="zh-Hans" className="flex flex-wrap gap-x-4 md:justify-end">
              {icpNumber && (
                <a href="https://beian.miit.gov.cn/" className="link">
                  {icpNumber}
                </a>
              )}
              {publicSecurityNumber && <PublicSecurityLink number={publicSecurityNumber} />}
            </p>
          )}
        </div>
      </div>
    </footer>
  )
}

/** The police's site finds a record by its digits. */
function PublicSecurityLink(props: { number: string }) {
  const code = props.number.replace(/\D/g, '')
  return (
    <a href={`https://beian.mps.gov.cn/#/query/webSearch?code=${code}`} className="link">
      {props.number}
    </a>
  )
}
