import { Check, CircleAlert, Info } from 'lucide-react'
import type { ReactNode } from 'react'

const looks = {
  good: { Icon: Check, box: 'border-malachite bg-malachite-wash', icon: 'text-malachite' },
  note: { Icon: Info, box: 'border-azurite bg-azurite-wash', icon: 'text-azurite' },
  bad: { Icon: CircleAlert, box: 'border-cinnabar-text bg-cinnabar-wash', icon: 'text-cinnabar-text' },
} as const

/** A sentence that stands apart: what went well, what to know, what went wrong. Read out when it appears. */
export function Notice(props: { tone: keyof typeof looks; children: ReactNode }) {
  const { Icon, box, icon } = looks[props.tone]
  return (
    <div
      role={props.tone === 'bad' ? 'alert' : 'status'}
      className={`flex gap-3 rounded-sm border-l-2 px-3 py-2.5 text-sm ${box}`}
    >
      <Icon aria-hidden="true" className={`mt-1 size-4 shrink-0 ${icon}`} />
      <div className="min-w-0 space-y-1">{props.children}</div>
    </div>
  )
}
