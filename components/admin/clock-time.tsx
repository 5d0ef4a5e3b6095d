'use client'

import { useLocale, useTimeZone } from '#components/i18n/i18n-provider.tsx'
import { languageTags } from '#lib/i18n/locales.ts'

const clock: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
}
const dayAndClock: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', ...clock }

/** A function that writes times to the second, in the reader's zone. */
export function useClockText(): (iso: string) => string {
  const locale = useLocale()
  const timeZone = useTimeZone()
  return (iso) => new Intl.DateTimeFormat(languageTags[locale], { ...clock, timeZone }).format(new Date(iso))
}

/** A time to the second, with its day. Null is a dash. */
export function ClockTime(props: { iso: string | null }) {
  const locale = useLocale()
  const timeZone = useTimeZone()
  if (props.iso === null) return <span className="text-soft">–</span>
  return (
    <time dateTime={props.iso} className="numerals whitespace-nowrap">
      {new Intl.DateTimeFormat(languageTags[locale], { ...dayAndClock, timeZone }).format(
        new Date(props.iso),
      )}
    </time>
  )
}
