'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'

type Side = 'newer' | 'older'

/** Which link was used by keyboard: it takes the focus again on the next page, where it is another element. */
let focused: Side | null = null

/** To the picture before and the one after. They replace the page in the history, so that "back" is back to the library. */
export function NeighbourLinks(props: { newer: string | null; older: string | null }) {
  const t = useTranslate('picture')
  return (
    <nav aria-label={t('moving')} className="flex noscript:hidden">
      <NeighbourLink side="newer" href={props.newer} label={t('newer')}>
        <ChevronLeft aria-hidden="true" className="size-5" />
      </NeighbourLink>
      <NeighbourLink side="older" href={props.older} label={t('older')}>
        <ChevronRight aria-hidden="true" className="size-5" />
      </NeighbourLink>
    </nav>
  )
}

function NeighbourLink(props: { side: Side; href: string | null; label: string; children: ReactNode }) {
  const { side, href } = props
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (href === null || focused !== side) return
    focused = null
    link.current?.focus()
  }, [href, side])
  const className = 'button button-quiet px-3'
  if (href === null) {
    return (
      <span className={`${className} opacity-40`} aria-hidden="true">
        {props.children}
      </span>
    )
  }
  return (
    <Link
      ref={link}
      href={href}
      replace
      scroll={false}
      prefetch
      aria-label={props.label}
      className={className}
      onClick={(event) => {
        // A click without a pointer has no detail.
        focused = event.detail === 0 ? side : null
      }}
    >
      {props.children}
    </Link>
  )
}
