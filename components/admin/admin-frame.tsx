'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'

const sections = ['overview', 'queue', 'images', 'reports', 'money', 'log'] as const

const EDGE = 16

/** Scrolls the row, and nothing else. */
function bringIntoLine(link: HTMLElement | null): void {
  const row = link?.closest('nav')
  if (link && row) row.scrollLeft = link.offsetLeft + link.offsetWidth + EDGE - row.clientWidth
}

/** The operator's pages: a row of names above each. */
export function AdminFrame(props: { children: ReactNode }) {
  const t = useTranslate('admin')
  const locale = useLocale()
  const path = usePathname()
  const root = `/${locale}/admin`
  return (
    <div className="mx-auto max-w-[84rem] px-4 pt-3 pb-8 sm:px-6">
      <nav
        aria-label={t('sections')}
        className="-mx-4 overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0"
      >
        <ul className="flex w-max gap-4 sm:gap-6">
          {sections.map((section) => {
            const href = section === 'overview' ? root : `${root}/${section}`
            const here = section === 'overview' ? path === root : path === href || path.startsWith(`${href}/`)
            return (
              <li key={section}>
                <Link
                  href={href}
                  // On a phone the row is longer than the screen.
                  ref={here ? bringIntoLine : undefined}
                  // Figures of half a minute ago are none.
                  prefetch={false}
                  aria-current={here ? 'page' : undefined}
                  className="block border-b-2 border-transparent py-2.5 text-sm text-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-cinnabar aria-[current=page]:text-ink"
                >
                  {t(section)}
                </Link>
              </li>
            )
          })}
        </ul>
      </nav>
      {props.children}
    </div>
  )
}
