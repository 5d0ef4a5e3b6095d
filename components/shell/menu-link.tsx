'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { IntentLink } from '#components/ui/intent-link.tsx'

/** A way out of the menu: going there closes it, because the page stays where it is when only its content changes. */
export function MenuLink(props: { href: string; className?: string; children: ReactNode }) {
  const path = usePathname()
  const here = path === props.href || path.startsWith(`${props.href}/`)
  return (
    <IntentLink
      href={props.href}
      aria-current={here ? 'page' : undefined}
      className={`flex min-h-11 items-center rounded-sm px-2 text-sm hover:bg-wash focus-visible:-outline-offset-2 aria-[current=page]:font-medium pointer-fine:min-h-9 ${props.className ?? ''}`}
      onClick={(event) => event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}
    >
      {props.children}
    </IntentLink>
  )
}
