/**
 * After what is being done has been drawn: where the focus has gone with a button that was of use once, somebody else gets it. For
 * several parts that come and go at once; one that goes alone names its heir (use-focus-heir.ts).
 */
export function refocus(find: () => Element | null | undefined): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== null && document.activeElement !== document.body) return
    const heir = find()
    if (heir instanceof HTMLElement) heir.focus({ preventScroll: true })
  })
}
