import { Landing } from '#components/landing/landing.tsx'
import { currentUser } from '#lib/accounts/current-user.ts'
import { env } from '#lib/env.ts'
import { pageLocale } from './page-locale.ts'

interface LandingPageProps {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function LandingPage(props: LandingPageProps) {
  const locale = await pageLocale(props.params)
  const { model, size, quality, n } = onlyTexts(await props.searchParams)
  return (
    <Landing
      locale={locale}
      signedIn={(await currentUser()) !== null}
      bonusCredits={env.SIGN_UP_BONUS_CREDITS}
      markupBps={env.MARKUP_BPS}
      cnyPerUsd={env.CNY_PER_USD}
      wanted={{ model, size, quality, n }}
    />
  )
}

/** A name that stands in the address twice counts as absent. */
function onlyTexts(query: Record<string, string | string[] | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  )
}
