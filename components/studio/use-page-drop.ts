import { useEffect, useEffectEvent, useState } from 'react'

/** Where pictures may be dropped although a dialog is open. */
export const dropZone = { 'data-drop-zone': '' } as const

/** A picture of ours by the address of its page or its file. */
function imageIdIn(url: string | undefined): string | null {
  return /\/(?:pictures|images)\/([\da-f]{8}-[\da-f-]{27})(?:[/?#]|$)/.exec(url ?? '')?.[1] ?? null
}

/** Whether another dialog has the page: what is dropped or pasted then is meant for it. */
function isTaken(): boolean {
  const open = [...document.querySelectorAll('dialog[open]')]
  return open.length > 0 && !open.some((dialog) => dialog.querySelector('[data-drop-zone]'))
}

/**
 * Pictures that are dropped or pasted anywhere on the page: files from outside, and pictures that hang on the page itself. A file
 * that is dropped beside a field would else be opened in the place of the page.
 * @returns whether something is held over the page that it would take
 */
export function usePageDrop(
  onFiles: (files: readonly File[]) => void,
  onImage: (imageId: string) => void,
): boolean {
  const [isOver, setIsOver] = useState(false)
  const takeFiles = useEffectEvent(onFiles)
  const takeImage = useEffectEvent(onImage)
  useEffect(() => {
    /** Dragged from the page itself. */
    let own: string | null = null
    let isOwn = false
    let depth = 0

    const isWelcome = (event: DragEvent) =>
      !event.defaultPrevented && (isOwn ? own !== null : event.dataTransfer?.types.includes('Files') === true)
    const leave = () => {
      depth = 0
      setIsOver(false)
    }
    const on: { [Name in keyof WindowEventMap]?: (event: WindowEventMap[Name]) => void } = {
      dragstart: ({ target }) => {
        const dragged = target instanceof Element ? target : null
        isOwn = true
        own = imageIdIn(dragged?.closest('a')?.href) ?? imageIdIn(dragged?.querySelector('img')?.src)
        if (!own && dragged instanceof HTMLImageElement) own = imageIdIn(dragged.src)
      },
      dragend: () => {
        isOwn = false
        leave()
      },
      dragenter: (event) => {
        if (!isWelcome(event)) return
        depth += 1
        setIsOver(!isTaken())
      },
      dragleave: (event) => {
        if (!isWelcome(event)) return
        depth -= 1
        if (depth <= 0) leave()
      },
      dragover: (event) => {
        if (!isWelcome(event)) return
        event.preventDefault()
        if (event.dataTransfer) event.dataTransfer.dropEffect = isTaken() ? 'none' : 'copy'
      },
      drop: (event) => {
        if (!isWelcome(event)) return
        event.preventDefault()
        leave()
        if (isTaken()) return
        if (isOwn && own) takeImage(own)
        else takeFiles([...(event.dataTransfer?.files ?? [])])
      },
      paste: (event) => {
        const files = [...(event.clipboardData?.files ?? [])]
        if (event.defaultPrevented || files.length === 0 || isTaken()) return
        // From an office program come words and a picture of them: in a field for words, the words are meant.
        const isField = event.target instanceof Element && event.target.matches('input, textarea')
        if (isField && event.clipboardData?.types.includes('text/plain')) return
        event.preventDefault()
        takeFiles(files)
      },
    }
    const stop = new AbortController()
    for (const [name, listener] of Object.entries(on)) {
      window.addEventListener(name, listener as EventListener, { signal: stop.signal })
    }
    return () => stop.abort()
  }, [])
  return isOver
}
