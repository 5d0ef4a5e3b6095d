import { IntentLink } from '#components/ui/intent-link.tsx'
import { modelName, sizeText } from '#components/ui/model-name.ts'
import { creditsAsMoney, currencyOf } from '#lib/i18n/currencies.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import { LandingPicture } from './landing-picture.tsx'
import { ratioOf } from './landing-pictures.ts'
import { type Work, workCredits, workModelId, workQuality, workSize } from './works.ts'

/** One kind of work as it hangs on the wall: what it is, what went in, what came out, and the label beneath. */
export function WorkRow(props: {
  work: Work
  locale: Locale
  signedIn: boolean
  markupBps: number
  cnyPerUsd: number
}) {
  const { work, locale } = props
  const { kind, inputs, result } = work
  const t = translator(locale, 'landing')
  const inputRatio = inputs.reduce((sum, name) => sum + ratioOf(name), 0) || ratioOf(result)
  return (
    <article className="landing-section landing-later mt-10 lg:mt-16" aria-labelledby={`work-${kind}`}>
      <div className="border-t border-ink pt-4">
        <h3 id={`work-${kind}`} className="font-title text-xl font-semibold">
          {t(`kind${kind}`)}
        </h3>
        <p className="by-clause mt-2 max-w-[26em] text-soft">{t(`kind${kind}Note`)}</p>
        <p className="mt-2">
          <IntentLink
            href={props.signedIn ? studioHref(locale, work) : `/${locale}/sign-up`}
            className="link inline-block py-2 text-sm"
          >
            {t(`try${kind}`)}
          </IntentLink>
        </p>
      </div>
      <div className="work-pictures border-t border-line pt-4 lg:border-ink">
        <figure style={{ flex: `${inputRatio} 1 ${gapsRem(inputs.length)}rem` }}>
          {inputs.length === 0 ? (
            <blockquote className="work-words by-clause">
              <p>{t(`prompt${kind}`)}</p>
            </blockquote>
          ) : (
            <div className="flex gap-2">
              {inputs.map((name) => (
                <div key={name} style={{ flex: `${ratioOf(name)} 1 0` }}>
                  <LandingPicture
                    name={name}
                    alt={t(`alt.${name}`)}
                    sizes={sizesOf(ratioOf(name) / inputRatio)}
                    loading="lazy"
                  />
                </div>
              ))}
            </div>
          )}
          <figcaption className="work-label">
            {t(`input${kind}`)}
            {inputs.length > 0 && <span className="block text-ink">{t(`prompt${kind}`)}</span>}
          </figcaption>
        </figure>
        <figure style={{ flex: `${ratioOf(result)} 1 0` }}>
          <LandingPicture name={result} alt={t(`alt.${result}`)} sizes={sizesOf(1)} loading="lazy" />
          <figcaption className="work-label numerals">
            <WorkLabel {...props} />
          </figcaption>
        </figure>
      </div>
    </article>
  )
}

function WorkLabel(props: { work: Work; locale: Locale; markupBps: number; cnyPerUsd: number }) {
  const { work, locale } = props
  const t = translator(locale, 'landing')
  const credits = workCredits(work, props.markupBps)
  const quality = translator(locale, 'choices')(`quality.${workQuality}`)
  return (
    <>
      {modelName(workModelId)}
      {t('comma')}
      {sizeText(workSize(work))}
      {t('comma')}
      {quality}
      {credits !== null && (
        <span className="block text-ink">
          {t('workPrice', {
            credits,
            money: creditsAsMoney(credits, currencyOf(null, locale), props.cnyPerUsd, locale),
          })}
        </span>
      )}
    </>
  )
}

/** Where that kind of work begins: at the words, or at the pictures. */
function studioHref(locale: Locale, { inputs }: Work): string {
  return `/${locale}/studio${inputs.length > 0 ? '?begin=pictures' : ''}`
}

/** What stands between the inputs, which must not be taken from their height. */
function gapsRem(inputs: number): number {
  return 0.5 * Math.max(0, inputs - 1)
}

/** Two halves of the wide column; on a phone one above the other. */
function sizesOf(share: number): string {
  const at = (part: number, unit: string) => `${Math.round(part * share)}${unit}`
  return `(min-width: 112rem) ${at(41, 'rem')}, (min-width: 68rem) ${at(34, 'vw')}, (min-width: 40rem) ${at(48, 'vw')}, ${at(94, 'vw')}`
}
