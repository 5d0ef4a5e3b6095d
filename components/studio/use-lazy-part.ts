import { type ComponentType, useCallback, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { showToast } from '#components/ui/toast.ts'

export interface LazyPart<Props> {
  /** To draw; null while it is closed or on its way. */
  Part: ComponentType<Props> | null
  isOpen: boolean
  open: () => void
  close: () => void
}

/**
 * A part of the studio that is loaded when it is first wanted. When it cannot be loaded a toast says so, nothing else breaks, and
 * the next click tries again.
 * @param load must be the same function at every call
 */
export function useLazyPart<Props>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  const t = useTranslate('common')
  const [loaded, setLoaded] = useState<ComponentType<Props> | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const open = useCallback(() => {
    setIsOpen(true)
    load().then(
      (part) => setLoaded(() => part),
      () => {
        setIsOpen(false)
        showToast({ text: t('partNotLoaded') })
      },
    )
  }, [load, t])
  const close = useCallback(() => setIsOpen(false), [])
  return { Part: isOpen ? loaded : null, isOpen, open, close }
}
