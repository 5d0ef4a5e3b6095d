import type { Translate } from '#lib/i18n/translate.ts'

/** How much is painted, in words. Only all of it is 100 %, and the least dab is more than nothing. */
export function shareText(t: Translate<'maskEditor'>, share: number): string {
  if (share === 0) return t('share.none')
  if (share === 1) return t('share.all')
  const percent = Math.min(99.9, Math.round(share * 1000) / 10)
  return percent < 0.1 ? t('share.least') : t('share.some', { percent })
}
