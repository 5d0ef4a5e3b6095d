'use client'

import { type ComponentType, type ReactNode, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { showToast } from './toast.ts'

export interface MenuAction {
  label: string
  icon?: ReactNode
  /** Where it leads; a download or another page. */
  href?: string
  download?: boolean
  onSelect?: () => void
}

export interface ActionMenuProps {
  /** What the button shows; without words of its own it needs `label`. */
  children: ReactNode
  label?: string
  className?: string
  /** Between two groups stands a line. */
  groups: readonly (readonly MenuAction[])[]
}

const load = () => import('./action-menu-popup.tsx').then((part) => part.ActionMenuPopup)
/** As a pointer or the focus comes near: then the click need not wait. */
const warmUp = () => void load().catch(() => undefined)

/** A button that opens a menu of actions. The menu weighs as much as a page and is loaded with the first one that is opened. */
export function ActionMenu(props: ActionMenuProps) {
  const t = useTranslate('common')
  const [Popup, setPopup] = useState<ComponentType<ActionMenuProps> | null>(null)
  if (Popup) return <Popup {...props} />
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      aria-label={props.label}
      className={props.className ?? 'button button-plain'}
      onPointerEnter={warmUp}
      onFocus={warmUp}
      onClick={() =>
        load().then(
          (part) => setPopup(() => part),
          () => showToast({ text: t('partNotLoaded') }),
        )
      }
    >
      {props.children}
    </button>
  )
}
