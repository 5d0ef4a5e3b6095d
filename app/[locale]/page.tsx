import { Landing } from '#components/landing/landing.tsx'
import { currentUser } from '#lib/accounts/current-user.ts'
import { env } from '#lib/env.ts'
import { pageLocale } from './page-locale.ts'

export default async function LandingPage(props: { params: Promise<{ locale: string }> }) {
  const locale = await pageLocale(props.params)
  return (
    <Landing
      locale={locale}
      signedIn={(await currentUser()) !== null}
      bonusCredits={env.SIGN_UP_BONUS_CREDITS}
      markupBps={env.MARKUP_BPS}
    />
  )
}
