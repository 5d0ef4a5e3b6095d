import { type RefObject, useEffect } from 'react'

/** The line may be there and the server busy or starting anew: so long until the next try. */
const AGAIN_AFTER_MS = [3_000, 15_000]

/**
 * Images inside `surface` that did not come are asked for again, when the line is back and a few times after a while. Until then they
 * have `data-failed`, for a look without the browser's torn page.
 */
export function useImagesAgain(surface: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = surface.current
    if (!element) return
    const tries = new WeakMap<HTMLImageElement, number>()
    const timers = new Set<ReturnType<typeof setTimeout>>()

    const again = (image: HTMLImageElement) => {
      // Set anew, though to the same, it is fetched anew.
      if (image.dataset.failed !== undefined) image.setAttribute('src', image.getAttribute('src') ?? '')
    }
    const failed = (image: HTMLImageElement) => {
      image.dataset.failed = ''
      const tried = tries.get(image) ?? 0
      const waitMs = AGAIN_AFTER_MS[tried]
      if (waitMs === undefined || !navigator.onLine) return
      tries.set(image, tried + 1)
      const timer = setTimeout(() => {
        timers.delete(timer)
        again(image)
      }, waitMs)
      timers.add(timer)
    }
    const onError = ({ target }: Event) => target instanceof HTMLImageElement && failed(target)
    const onLoad = ({ target }: Event) => {
      if (!(target instanceof HTMLImageElement)) return
      delete target.dataset.failed
      tries.delete(target)
    }
    const onOnline = () => {
      for (const image of element.querySelectorAll<HTMLImageElement>('img[data-failed]')) again(image)
    }
    // What failed before there was script.
    for (const image of element.querySelectorAll('img')) {
      if (image.complete && image.currentSrc !== '' && image.naturalWidth === 0) failed(image)
    }
    element.addEventListener('error', onError, { capture: true })
    element.addEventListener('load', onLoad, { capture: true })
    window.addEventListener('online', onOnline)
    return () => {
      for (const timer of timers) clearTimeout(timer)
      element.removeEventListener('error', onError, { capture: true })
      element.removeEventListener('load', onLoad, { capture: true })
      window.removeEventListener('online', onOnline)
    }
  }, [surface])
}
