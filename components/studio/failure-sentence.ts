import type { Locale } from '#lib/i18n/locales.ts'
import type { Translate } from '#lib/i18n/translate.ts'
import type { ImageView } from '#lib/jobs/view.ts'

type Failure = NonNullable<ImageView['failure']>

/** Why a picture was not painted, what it cost and what to do, with words of ours for the provider's names. */
export function failureSentence(t: Translate<'failures'>, locale: Locale, failure: Failure | null): string {
  if (failure === null) return t('internal')
  const { code, params } = failure
  if (code === 'moderation_blocked') {
    const stage = params.stage ?? 'unknown'
    const subjects = subjectsOf(t, String(params.categories ?? ''))
    if (subjects.length === 0) return t('moderation_blocked', { stage })
    const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(subjects)
    return t('moderation_blocked_subjects', { stage, subjects: list })
  }
  if (code === 'request_refused') {
    // `image[0]` and `mask.image_url` are the image and the mask.
    const [name = ''] = String(params.part ?? '').split(/[[.]/)
    const part = t.maybe(`part.${name}`)
    if (part) return t('request_refused_part', { part })
  }
  return t.maybe(code, params) ?? t('internal')
}

/** Categories in the reader's words; those that we have no word for are left out. */
function subjectsOf(t: Translate<'failures'>, categories: string): string[] {
  const words = categories.split(',').flatMap((category) => {
    // Some servers write `self_harm`, and new kinds of a known category are that category.
    const name = category.trim().toLowerCase().replaceAll(/[_ ]/g, '-')
    return t.maybe(`subject.${name}`) ?? t.maybe(`subject.${name.split('/')[0]}`) ?? []
  })
  return [...new Set(words)]
}
