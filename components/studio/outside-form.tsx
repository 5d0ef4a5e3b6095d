'use client'

import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

/** For a dialog of the form with fields of its own: inside the form, Enter in one of them would send the order. */
export function OutsideForm({ children }: { children: ReactNode }) {
  return createPortal(children, document.body)
}
