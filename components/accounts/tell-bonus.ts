import { showToast } from '#components/ui/toast.ts'
import type { Translate } from '#lib/i18n/translate.ts'
import { takeVerified } from './verified-storage.ts'

/** Says once what verifying brought, where it has just been done in this tab. */
export function tellBonus(t: Translate<'accounts'>): void {
  const verified = takeVerified()
  if (verified) showToast({ text: t(`bonus.${verified.bonus}`, { credits: verified.bonusCredits }) })
}
