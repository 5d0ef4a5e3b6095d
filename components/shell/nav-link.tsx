'use client'

import { useLinkStatus } from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { IntentLink } from '#components/ui/intent-link.tsx'

export function NavLink(props: { href: string; children: ReactNode }) {
  const path = usePathname()
  const here = path === props.href || path.startsWith(`${props.href}/`)
  return (
    <IntentLink
      href={props.href}
      aria-current={here ? 'page' : undefined}
      className="relative flex h-full items-center px-1.5 text-sm whitespace-nowrap text-soft transition-colors after:absolute after:inset-x-1.5 after:-bottom-px after:h-0.5 hover:text-ink aria-[current=page]:text-ink aria-[current=page]:after:bg-cinnabar min-[24rem]:px-2.5 min-[24rem]:after:inset-x-2.5 sm:px-4 sm:after:inset-x-4"
    >
      {props.children}
      <OnItsWay />
    </IntentLink>
  )
}

/** Says on a slow line that the click was heard. A quick page comes before it is seen. */
function OnItsWay() {
  const { pending } = useLinkStatus()
  return (
    pending && (
      <span aria-hidden="true" className="appear [animation-delay:200ms] [animation-fill-mode:backwards]">
        <span className="brush-stroke -mb-px" />
        <span className="absolute inset-x-0 -bottom-px hidden h-0.5 bg-azurite motion-reduce:block" />
      </span>
    )
  )
}
