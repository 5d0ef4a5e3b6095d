'use client'

import { Menu } from '@base-ui/react/menu'
import { Fragment, useRef } from 'react'
import type { ActionMenuProps, MenuAction } from './action-menu.tsx'

/** The menu and its button on Base UI, whose arrow keys, type-ahead and focus they are. It is open when it comes. */
export function ActionMenuPopup(props: ActionMenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  // Done when the menu has closed and its button has the focus again: a dialog that opens then gives it back to there.
  const chosen = useRef<(() => void) | undefined>(undefined)
  function onOpenChangeComplete(isOpen: boolean): void {
    if (isOpen) return
    const act = chosen.current
    chosen.current = undefined
    if (!act) return
    button.current?.focus()
    act()
  }
  return (
    <Menu.Root modal={false} defaultOpen onOpenChangeComplete={onOpenChangeComplete}>
      <Menu.Trigger
        ref={button}
        className={props.className ?? 'button button-plain'}
        aria-label={props.label}
      >
        {props.children}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className="z-40">
          <Menu.Popup className="appear max-h-(--available-height) min-w-44 overflow-y-auto rounded-sm border border-edge bg-sheet py-1 text-sm outline-none">
            {props.groups.map((actions, position) => (
              <Fragment key={actions.map(({ label }) => label).join(' ')}>
                {position > 0 && <Menu.Separator className="my-1 h-px bg-line" />}
                {actions.map((action) => (
                  <Item
                    key={action.label}
                    {...action}
                    onSelect={() => {
                      chosen.current = action.onSelect
                    }}
                  />
                ))}
              </Fragment>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

const itemClass =
  'flex min-h-11 w-full items-center gap-3 px-4 text-left data-highlighted:bg-wash pointer-fine:min-h-9'

function Item({ label, icon, href, download, onSelect }: MenuAction) {
  if (href !== undefined) {
    return (
      <Menu.LinkItem href={href} download={download} closeOnClick onClick={onSelect} className={itemClass}>
        {icon}
        {label}
      </Menu.LinkItem>
    )
  }
  return (
    <Menu.Item onClick={onSelect} className={itemClass}>
      {icon}
      {label}
    </Menu.Item>
  )
}
