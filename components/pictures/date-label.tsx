'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { useLocale, useTimeZone } from '#components/i18n/i18n-provider.tsx'
import { languageTags } from '#lib/i18n/locales.ts'
import { fetchMonths } from './library-calls.ts'
import { libraryKeys } from './library-keys.ts'
import { monthAt } from './month-at.ts'
import type { Wall } from './wall-data.ts'

const FADES_AFTER_MS = 900
/** Fewer are looked through without knowing when they were made. */
const WORTH_IT = 100

/**
 * Beside the scrollbar while one scrolls: of which month the pictures in the window are, also before they have come. Written past
 * React, at each frame.
 */
export function DateLabel(props: { wall: Wall; topIndex: () => number | null }) {
  const { wall } = props
  const locale = useLocale()
  const timeZone = useTimeZone()
  const label = useRef<HTMLDivElement>(null)
  const [scrolled, setScrolled] = useState(false)
  const isLong = wall.ratios.length > WORTH_IT
  const { asOf, view, revision } = wall
  const { data: months } = useQuery({
    queryKey: libraryKeys.months(view, revision),
    queryFn: ({ signal }) => fetchMonths(view, { asOf: asOf ?? '', timeZone }, signal),
    enabled: isLong && scrolled && asOf !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    // After a change it is nearly the same; another view is not.
    placeholderData: (known, query) => (query?.queryKey[1] === view ? known : undefined),
  })
  const format = useMemo(
    () => new Intl.DateTimeFormat(languageTags[locale], { year: 'numeric', month: 'long', timeZone }),
    [locale, timeZone],
  )

  const show = useEffectEvent(() => {
    setScrolled(true)
    const element = label.current
    if (!element) return
    const run = document.documentElement.scrollHeight - window.innerHeight
    const share = run > 0 ? window.scrollY / run : 0
    // Moved by a transform: nothing has to be laid out for it.
    element.style.translate = `0 calc((100dvh - var(--header-height) - 4.5rem) * ${share})`
    const index = props.topIndex()
    if (index === null) return
    const time = wall.pictures[index]?.madeAt ?? monthAt(months ?? [], index - wall.head)
    // Rather no month than that of another place.
    if (time === undefined) {
      delete element.dataset.shown
      return
    }
    element.textContent = format.format(new Date(time))
    element.dataset.shown = ''
  })

  // After a jump it comes when it is known, though nothing moves any more.
  const scrolling = useRef(false)
  useEffect(() => {
    if (months && scrolling.current) show()
  }, [months])

  useEffect(() => {
    if (!isLong) return
    let frame = 0
    let hide: ReturnType<typeof setTimeout> | undefined
    const onScroll = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0
        show()
      })
      scrolling.current = true
      clearTimeout(hide)
      hide = setTimeout(() => {
        scrolling.current = false
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
