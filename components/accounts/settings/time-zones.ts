import { type Locale, languageTags } from '#lib/i18n/locales.ts'

export interface TimeZoneGroup {
  /** The first part of the names, such as `Asia`; empty for those without one. */
  area: string
  zones: { name: string; city: string }[]
}

/** The rest of a name, as people type it to find it: `America/Argentina/Salta` → Salta, Argentina. */
function cityOf(name: string): string {
  return name.split('/').slice(1).reverse().join(', ').replaceAll('_', ' ') || name
}

/** Every IANA zone that this browser knows, and `chosen` in any case, by area and city. */
export function timeZoneGroups(chosen: string | null): TimeZoneGroup[] {
  const names = new Set(Intl.supportedValuesOf('timeZone'))
  if (chosen !== null) names.add(chosen)
  const groups = Map.groupBy(names, (name) => (name.includes('/') ? (name.split('/')[0] ?? '') : ''))
  return [...groups]
    .map(([area, members]) => ({
      area,
      zones: members
        .map((name) => ({ name, city: cityOf(name) }))
        .sort((a, b) => a.city.localeCompare(b.city, 'en')),
    }))
    .sort((a, b) => a.area.localeCompare(b.area, 'en'))
}

/** What a zone's clock says now, with its name: "14:05 · China Standard Time · UTC+8". */
export function clockIn(name: string, now: Date, locale: Locale): string {
  const tag = languageTags[locale]
  const time = new Intl.DateTimeFormat(tag, { timeZone: name, timeStyle: 'short', hourCycle: 'h23' }).format(
    now,
  )
  const part = (style: 'long' | 'shortOffset', language: string) =>
    new Intl.DateTimeFormat(language, { timeZone: name, timeZoneName: style })
      .formatToParts(now)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const offset = part('shortOffset', 'en').replace('GMT', 'UTC').replace('-', '−')
  return [...new Set([time, part('long', tag), offset])].join(' · ')
}
