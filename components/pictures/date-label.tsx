'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { useLocale, useTimeZone } from '#components/i18n/i18n-provider.tsx'
import { languageTags } from '#lib/i18n/locales.ts'
import type { Wall } from './wall-data.ts'

const FADES_AFTER_MS = 900
/** Fewer are looked through without knowing when they were made. */
const WORTH_IT = 100

/** Beside the scrollbar while one scrolls: of which month the pictures in the window are. Written past React, at each frame. */
export function DateLabel(props: { wall: Wall; topIndex: () => number | null }) {
  const locale = useLocale()
  const timeZone = useTimeZone()
  const label = useRef<HTMLDivElement>(null)
  const isLong = props.wall.ratios.length > WORTH_IT

  const show = useEffectEvent(() => {
    const element = label.current
    const index = props.topIndex()
    const picture = index === null ? undefined : props.wall.pictures[index]
    if (!element) return
    const run = document.documentElement.scrollHeight - window.innerHeight
    const share = run > 0 ? window.scrollY / run : 0
    // Moved by a transform: nothing has to be laid out for it.
    element.style.translate = `0 calc((100dvh - var(--header-height) - 4.5rem) * ${share})`
    if (!picture) return
    const format = new Intl.DateTimeFormat(languageTags[locale], { year: 'numeric', month: 'long', timeZone })
    element.textContent = format.format(new Date(picture.madeAt))
    element.dataset.shown = ''
  })

  useEffect(() => {
    if (!isLong) return
    let frame = 0
    let hide: ReturnType<typeof setTimeout> | undefined
    const onScroll = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0
        show()
      })
      clearTimeout(hide)
      hide = setTimeout(() => {
        delete label.current?.dataset.shown
      }, FADES_AFTER_MS)
    }
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      window.removeEventListener('scroll', onScroll)
      cancelAnimationFrame(frame)
      clearTimeout(hide)
    }
  }, [isLong])

  if (!isLong) return null
  return (
    <div
      ref={label}
      aria-hidden="true"
      className="pointer-events-none fixed top-[calc(var(--header-height)+0.75rem)] right-3 z-20 rounded-sm bg-ink px-3 py-1 text-sm text-paper opacity-0 transition-opacity data-shown:opacity-100"
    />
  )
}
