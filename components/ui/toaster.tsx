'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { listenToToasts, type ToastContent } from './toast.ts'

const ToastRegion = lazy(() =>
  import('./toast-region.tsx').then(({ ToastRegion }) => ({ default: ToastRegion })),
)

/** Stands once in the layout; what draws toasts is not loaded before there is one. */
export function Toaster() {
  const [first, setFirst] = useState<ToastContent | null>(null)
  useEffect(() => (first ? undefined : listenToToasts(setFirst)), [first])
  if (!first) return null
  return (
    <Suspense>
      <ToastRegion first={first} />
    </Suspense>
  )
}
