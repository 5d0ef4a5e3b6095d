import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import { KindDrawing } from './kind-drawing.tsx'

export const kinds = ['Text', 'Image', 'Many', 'Mask'] as const

export function LandingKinds(props: { locale: Locale }) {
  const t = translator(props.locale, 'landing')
  return (
    <section className="landing-section pt-20 lg:pt-28">
      <h2 className="font-title text-2xl font-semibold">{t('kindsTitle')}</h2>
      <ul className="grid gap-x-8 gap-y-8 sm:grid-cols-2 xl:grid-cols-4">
        {kinds.map((kind) => (
          <li key={kind} className="border-t border-line pt-4">
            <KindDrawing kind={kind} />
            <h3 className="mt-4 font-title text-lg font-semibold">{t(`kind${kind}`)}</h3>
            <p className="mt-1 text-sm text-soft">{t(`kind${kind}Note`)}</p>
            <p className={`mt-2 text-xs ${kind === 'Text' ? 'text-malachite' : 'text-soft'}`}>
              {t(kind === 'Text' ? 'now' : 'soon')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
