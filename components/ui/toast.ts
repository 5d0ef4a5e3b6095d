/** A short sentence at the foot of the page that goes by itself, with at most one thing to do about it, such as undo. */
export interface ToastContent {
  text: string
  action?: { label: string; onAction: () => void }
  /** Milliseconds; undo needs time to be read and reached. */
  timeoutMs?: number
}

type Listener = (toast: ToastContent) => void

const waiting: ToastContent[] = []
let listener: Listener | null = null

/** Shows a toast. Its region is loaded with the first one (components/ui/toaster.tsx). */
export function showToast(toast: ToastContent): void {
  if (listener) listener(toast)
  else waiting.push(toast)
}

/** Hands over every toast from now on, and those that waited. @returns how to stop */
export function listenToToasts(next: Listener): () => void {
  listener = next
  for (const toast of waiting.splice(0)) next(toast)
  return () => {
    if (listener === next) listener = null
  }
}
