import type { Translate } from '#lib/i18n/translate.ts'
import type { AttemptStep } from '#lib/jobs/picture-page-view.ts'

/** How long it was from one time to another: tenths below ten seconds, minutes from two on. Null where one is missing. */
export function durationText(
  t: Translate<'picture'>,
  fromIso: string | null | undefined,
  toIso: string | null | undefined,
): string | null {
  if (!fromIso || !toIso) return null
  const seconds = Math.max(0, (Date.parse(toIso) - Date.parse(fromIso)) / 1000)
  if (seconds < 10) return t('seconds', { seconds: Math.round(seconds * 10) / 10 })
  const whole = Math.round(seconds)
  if (whole < 120) return t('seconds', { seconds: whole })
  return t('minutes', { minutes: Math.floor(whole / 60), seconds: whole % 60 })
}

const blocked = new Set([
  'moderation_blocked',
  'content_policy_violation',
  'image_content_policy_violation',
  'content_filter',
])

/** What became of one call, in words for its owner: the provider's codes are for operators. */
export function outcomeText(t: Translate<'picture'>, attempt: AttemptStep): string {
  const { outcome, errorCode } = attempt
  if (outcome === 'failed' && errorCode !== null && blocked.has(errorCode)) return t('outcome.blocked')
  return t(`outcome.${outcome}`)
}

/** The beginning of a prompt, for names and titles: one line, and no character cut in half. */
export function promptStart(prompt: string, characters: number): string {
  const line = [
    ...prompt
      .slice(0, characters * 4)
      .replace(/\s+/g, ' ')
      .trim(),
  ]
  return line.length > characters ? `${line.slice(0, characters).join('')}…` : line.join('')
}
