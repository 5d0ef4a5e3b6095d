'use client'

import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { listenToToasts, type ToastContent } from './toast.ts'

const TIMEOUT_MS = 8_000
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

export function ToastRegion(props: { first: ToastContent }) {
  const t = useTranslate('common')
  const { first } = props
  useEffect(() => add(first), [first])
  useEffect(() => listenToToasts(add), [])
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport
          aria-label={t('notices')}
          className="fixed inset-x-4 bottom-[max(1rem,env(safe-area-inset-bottom))] z-50 mx-auto flex max-w-md flex-col gap-2"
        >
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Toasts() {
  const t = useTranslate('common')
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
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
  ))
}
