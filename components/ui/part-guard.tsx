'use client'

import { Component, type ReactNode, Suspense } from 'react'

/** Around a part that is loaded when it is drawn: until it is there, or where it cannot be had, `fallback` stands in its place. */
export class PartGuard extends Component<
  { children: ReactNode; fallback?: ReactNode },
  { hasFailed: boolean }
> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    const { children, fallback = null } = this.props
    return this.state.hasFailed ? fallback : <Suspense fallback={fallback}>{children}</Suspense>
  }
}
