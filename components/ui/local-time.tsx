'use client'

import { useLocale, useTimeZone } from '#components/i18n/i18n-provider.tsx'
import { languageTags } from '#lib/i18n/locales.ts'

const formats: Record<'short' | 'long', Intl.DateTimeFormatOptions> = {
  short: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  long: { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' },
}

export function LocalTime(props: { iso: string; format?: 'short' | 'long' }) {
  const locale = useLocale()
  const timeZone = useTimeZone()
  const text = new Intl.DateTimeFormat(languageTags[locale], {
    ...formats[props.format ?? 'short'],
    timeZone,
  }).format(new Date(props.iso))
  return (
    <time dateTime={props.iso} className="numerals whitespace-nowrap">
      {text}
    </time>
  )
}
