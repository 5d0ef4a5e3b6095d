import { type RefObject, useEffectEvent, useLayoutEffect } from 'react'

/**
 * Names who gets the focus when an element goes while it has it, as a button does that was of use once. Else it would fall to the
 * page's beginning, and who works by keyboard or by ear would have lost the place.
 * @param find is asked while the element is still there; what it finds must be able to take the focus
 */
export function useFocusHeir(
  element: RefObject<HTMLElement | null>,
  find: (going: HTMLElement) => Element | null | undefined,
): void {
  const heirOf = useEffectEvent(find)
  useLayoutEffect(
    () => () => {
      const going = element.current
      if (!going?.contains(document.activeElement)) return
      const heir = heirOf(going)
      if (heir instanceof HTMLElement) heir.focus({ preventScroll: true })
    },
    [element],
  )
}
