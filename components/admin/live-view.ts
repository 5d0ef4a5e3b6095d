import type { Translate } from '#lib/i18n/translate.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `4 min`: how long it was from one time to the other, in the largest unit that says enough. */
export function ageText(t: Translate<'admin'>, fromIso: string, toIso: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(toIso) - Date.parse(fromIso)) / 1000))
  if (seconds < 2 * MINUTE) return t('ageSeconds', { count: seconds })
  if (seconds < 2 * HOUR) return t('ageMinutes', { count: Math.floor(seconds / MINUTE) })
  if (seconds < 2 * DAY) return t('ageHours', { count: Math.floor(seconds / HOUR) })
  return t('ageDays', { count: Math.floor(seconds / DAY) })
}

/** `in 4 min`, or that it is due. */
export function untilText(t: Translate<'admin'>, iso: string, nowIso: string): string {
  return Date.parse(iso) <= Date.parse(nowIso) ? t('dueNow') : t('inFuture', { age: ageText(t, nowIso, iso) })
}

/** Nano-USD as dollars; amounts below one dollar with hundredths of a cent. */
export function usdText(nanoUsd: string): string {
  const usd = Number(nanoUsd) / 1e9
  const digits = usd > 0 && usd < 1 ? 4 : 2
  return `US$${usd.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`
}

/** What a code of the provider or of ours means; codes nobody has put into words stand for themselves. */
export function codeText(t: Translate<'admin'>, code: string): string {
  return t.maybe(`code.${code}`) ?? code
}
