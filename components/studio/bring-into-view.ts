/** Scrolls to the beginning of something, gently where motion is welcome. */
export function bringIntoView(element: Element, block: ScrollLogicalPosition = 'start'): void {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  element.scrollIntoView({ block, behavior: still ? 'auto' : 'smooth' })
}
