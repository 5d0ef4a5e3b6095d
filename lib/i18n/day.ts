const DAY_MS = 86_400_000

/** Whether a text names a day of the calendar, as `2026-02-28`. */
export function isDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds. */
function zoneOffsetMs(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-u-hc-h23', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - Math.floor(instant / 1000) * 1000
}

/** The instant at which a day begins in a time zone, on days when the clocks change too. */
export function dayStart(day: string, timeZone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`)
  const guess = utc - zoneOffsetMs(utc, timeZone)
  return new Date(utc - zoneOffsetMs(guess, timeZone))
}

/** The instant at which the next day begins. */
export function dayEnd(day: string, timeZone: string): Date {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
  return dayStart(next, timeZone)
}

/** Which day it is in a time zone, `YYYY-MM-DD`. */
export function dayOf(instant: Date, timeZone: string): string {
  return new Date(instant.getTime() + zoneOffsetMs(instant.getTime(), timeZone)).toISOString().slice(0, 10)
}

/** The instants at which months begin in a time zone, from the month of one instant to that of another. */
export function monthStarts(from: Date, to: Date, timeZone: string): Date[] {
  const last = monthNumber(to, timeZone)
  const starts: Date[] = []
  for (let month = monthNumber(from, timeZone); month <= last; month += 1) {
    const text = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
    starts.push(dayStart(`${text}-01`, timeZone))
  }
  return starts
}

/** Months since the year 0. */
function monthNumber(instant: Date, timeZone: string): number {
  const [year = 0, month = 0] = dayOf(instant, timeZone).split('-').map(Number)
  return year * 12 + month - 1
}

/** An IANA name such as `Asia/Shanghai`, aliases included; an offset such as `+08:00` is none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
