import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'
import { utcText } from './utc-text.ts'

export interface ProviderOpenedValues {
  provider: string
  /** When it had stopped, ISO 8601; null where that is not known any more. */
  stoppedAt: string | null
  /** ISO 8601. */
  openedAt: string
}

/** To operators: the provider takes calls again. */
export function providerOpened(locale: Locale, values: ProviderOpenedValues, url: string): Letter {
  const { provider, stoppedAt, openedAt } = values
  if (locale === 'zh') {
    return {
      subject: `${provider} 已恢复作画 · 画坊`,
      paragraphs: [
        `${utcText(openedAt)} 起，${provider} 又接受本站的请求了。${stoppedAt ? `它是 ${utcText(stoppedAt)} 停下的。` : ''}`,
        '排队的图已按顺序继续，什么都不用做。',
      ],
      action: { label: '打开运营页', url },
      footer: '你是画坊的运营者，所以收到这封信。',
    }
  }
  return {
    subject: `${provider} is painting again · Huafang`,
    paragraphs: [
      `${provider} has taken calls of this site again since ${utcText(openedAt)}.${stoppedAt ? ` It had stopped at ${utcText(stoppedAt)}.` : ''}`,
      'Pictures in line go on in their order. Nothing needs to be done.',
    ],
    action: { label: 'Open operations', url },
    footer: 'You get this letter because you are an operator of Huafang.',
  }
}
