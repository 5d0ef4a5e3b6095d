'use client'

import { type ComponentProps, lazy } from 'react'
import { PartGuard } from '#components/ui/part-guard.tsx'

// What stands in the closed menu: drawn by the server, and loaded apart from what every page needs at once.
const ThemeSwitch = lazy(() => import('./theme-switch.tsx').then((part) => ({ default: part.ThemeSwitch })))
const SignOutButton = lazy(() =>
  import('./sign-out-button.tsx').then((part) => ({ default: part.SignOutButton })),
)

export function MenuThemeSwitch(props: ComponentProps<typeof ThemeSwitch>) {
  return (
    <PartGuard>
      <ThemeSwitch {...props} />
    </PartGuard>
  )
}

export function MenuSignOut() {
  return (
    <PartGuard>
      <SignOutButton />
    </PartGuard>
  )
}
