'use client'

import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useEffect, useLayoutEffect, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { footTaken } from './foot-taken.ts'
import { listenToToasts, type ToastContent } from './toast.ts'

const TIMEOUT_MS = 8_000
const GAP_PX = 12
const manager = Toast.createToastManager()
/** The first one comes with the region, whose effects React runs twice while developing. */
const added = new WeakSet<ToastContent>()

function add(toast: ToastContent): void {
  if (added.has(toast)) return
  added.add(toast)
  const { text, action, timeoutMs = TIMEOUT_MS } = toast
  const id = manager.add({
    description: text,
    timeout: timeoutMs,
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          manager.close(id)
          action.onAction()
        },
      },
    }),
  })
}

/** Stands at the foot of the window, above what else sticks there (`data-foot`): that is what is pressed next. */
export function ToastRegion(props: { first: ToastContent }) {
  const t = useTranslate('common')
  const { first } = props
  // Not a ref: with the first toast its parts are asked where they stand before the region is there.
  const [region, setRegion] = useState<HTMLElement | null>(null)
  useEffect(() => add(first), [first])
  useEffect(() => listenToToasts(add), [])
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport
          ref={setRegion}
          aria-label={t('notices')}
          className="fixed inset-x-4 bottom-[max(1rem,env(safe-area-inset-bottom))] z-50 mx-auto flex max-w-md flex-col gap-2"
        >
          <Toasts region={region} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

/** Keeps the region above what sticks at the foot of this page. */
function AboveFoot({ region }: { region: HTMLElement | null }) {
  useLayoutEffect(() => {
    if (!region) return
    const look = () => {
      const standing = [...document.querySelectorAll('[data-foot]')].map((each) =>
        each.getBoundingClientRect(),
      )
      const taken = footTaken(standing, region.getBoundingClientRect(), window.innerHeight)
      region.style.bottom = taken > 0 ? `${taken + GAP_PX}px` : ''
    }
    look()
    // What stands there comes, goes, moves and grows with these.
    const grown = new ResizeObserver(look)
    for (const each of document.querySelectorAll('[data-foot]')) grown.observe(each)
    const stop = new AbortController()
    for (const event of ['scroll', 'resize', 'focusin']) {
      window.addEventListener(event, look, { capture: true, passive: true, signal: stop.signal })
    }
    return () => {
      stop.abort()
      grown.disconnect()
    }
  }, [region])
  return null
}

function Toasts({ region }: { region: HTMLElement | null }) {
  const t = useTranslate('common')
  const { toasts } = Toast.useToastManager()
  const path = usePathname()
  return (
    <>
      {toasts.length > 0 && <AboveFoot key={path} region={region} />}
      {toasts.map((toast) => (
        <Toast.Root
          key={toast.id}
          toast={toast}
          className="appear rounded-sm border border-edge bg-ink text-paper data-ending-style:opacity-0"
        >
          <Toast.Content className="flex items-center gap-3 py-1.5 pr-1.5 pl-4 text-sm">
            <Toast.Description className="min-w-0 flex-1" />
            <Toast.Action className="button button-small shrink-0 font-semibold underline underline-offset-4 focus-visible:outline-paper" />
            <Toast.Close
              className="button button-small shrink-0 focus-visible:outline-paper"
              aria-label={t('close')}
            >
              <X aria-hidden="true" className="size-4" />
            </Toast.Close>
          </Toast.Content>
        </Toast.Root>
      ))}
    </>
  )
}
