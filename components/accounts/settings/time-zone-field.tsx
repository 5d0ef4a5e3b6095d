'use client'

import { useEffect, useId, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { clockIn, type TimeZoneGroup, timeZoneGroups } from './time-zones.ts'

/** A native list, in which typing a city finds it. Null: the zone of whichever device is used. */
export function TimeZoneField(props: {
  value: string | null
  error: string | null
  onChange: (zone: string | null) => void
}) {
  const t = useTranslate('settings')
  const locale = useLocale()
  const id = useId()
  // After the first drawing: which zones there are, and which is the device's, only the browser knows.
  const [here, setHere] = useState<{ zone: string; groups: TimeZoneGroup[] } | null>(null)
  const { value } = props
  useEffect(() => {
    setHere((known) => ({
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      groups: known?.groups ?? timeZoneGroups(value),
    }))
  }, [value])
  const shown = value ?? here?.zone
  return (
    <div className="max-w-md space-y-1.5">
      <label htmlFor={id} className="block text-sm font-medium">
        {t('timeZone')}
      </label>
      <select
        id={id}
        name="timeZone"
        className="field"
        value={value ?? ''}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => props.onChange(event.target.value || null)}
      >
        <option value="">{t('timeZoneAuto')}</option>
        {here === null && value !== null && <option value={value}>{value}</option>}
        {here?.groups.map(({ area, zones }) => (
          <optgroup key={area} label={t.maybe(`area.${area}`) ?? (area || 'UTC')}>
            {zones.map(({ name, city }) => (
              <option key={name} value={name}>
                {city}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {props.error && <p className="text-sm text-cinnabar-text">{props.error}</p>}
      <p id={`${id}-hint`} className="numerals min-h-[1.5em] text-xs text-soft">
        {here && shown && t('timeZoneNow', { clock: clockIn(shown, new Date(), locale) })}
      </p>
    </div>
  )
}
