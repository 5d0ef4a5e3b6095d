import { type RefObject, useEffect, useEffectEvent } from 'react'

const PRESS_MS = 450
/** A finger that moves further is scrolling. Pixels. */
const SLACK = 10

/** Calls back with the picture (`data-index`) that a finger rests on; the click and the menu that would follow are swallowed. */
export function useLongPress(surface: RefObject<HTMLElement | null>, onPress: (index: number) => void): void {
  const press = useEffectEvent(onPress)
  useEffect(() => {
    const element = surface.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let from = { x: 0, y: 0 }
    let pressed = false

    const cancel = () => clearTimeout(timer)
    const forget = () => {
      pressed = false
    }
    const begin = (event: PointerEvent) => {
      cancel()
      if (event.pointerType === 'mouse' || !(event.target instanceof Element)) return
      const index = Number(event.target.closest<HTMLElement>('[data-index]')?.dataset.index ?? -1)
      if (index < 0) return
      from = { x: event.clientX, y: event.clientY }
      timer = setTimeout(() => {
        pressed = true
        press(index)
      }, PRESS_MS)
    }
    const move = (event: PointerEvent) => {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > SLACK) cancel()
    }
    const swallow = (event: Event) => {
      if (!pressed) return
      event.preventDefault()
      event.stopPropagation()
      if (event.type === 'click') forget()
    }
    element.addEventListener('pointerdown', begin)
    element.addEventListener('pointermove', move)
    element.addEventListener('pointerup', cancel)
    element.addEventListener('pointercancel', cancel)
    // On the window: React hears of clicks before the element would.
    window.addEventListener('pointerdown', forget, { capture: true })
    window.addEventListener('click', swallow, { capture: true })
    window.addEventListener('contextmenu', swallow, { capture: true })
    return () => {
      cancel()
      element.removeEventListener('pointerdown', begin)
      element.removeEventListener('pointermove', move)
      element.removeEventListener('pointerup', cancel)
      element.removeEventListener('pointercancel', cancel)
      window.removeEventListener('pointerdown', forget, { capture: true })
      window.removeEventListener('click', swallow, { capture: true })
      window.removeEventListener('contextmenu', swallow, { capture: true })
    }
  }, [surface])
}
