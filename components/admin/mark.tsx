import type { ReactNode } from 'react'

const tones = {
  good: { dot: 'bg-malachite', text: 'text-malachite' },
  bad: { dot: 'bg-cinnabar-text', text: 'text-cinnabar-text' },
  work: { dot: 'bg-azurite', text: 'text-azurite' },
  quiet: { dot: 'border border-edge', text: 'text-soft' },
} as const

export type Tone = keyof typeof tones

/** A state: a small square of its colour, and always the word. */
export function Mark(props: { tone: Tone; children: ReactNode }) {
  const { dot, text } = tones[props.tone]
  return (
    <span className={`inline-flex items-baseline gap-2 whitespace-nowrap ${text}`}>
      <span aria-hidden="true" className={`size-2 shrink-0 ${dot}`} />
      {props.children}
    </span>
  )
}
