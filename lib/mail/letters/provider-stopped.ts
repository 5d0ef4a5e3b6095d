import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import type { Letter } from '../letter.ts'
import { utcText } from './utc-text.ts'

export interface ProviderStoppedValues {
  provider: string
  /** The provider's code. */
  reason: string
  /** ISO 8601. */
  since: string
  waitingImages: number
  waitingUsers: number
}

/** To operators: the provider refuses the site's account, so nothing is painted until a person does something. */
export function providerStopped(locale: Locale, values: ProviderStoppedValues, url: string): Letter {
  const { provider, reason, since, waitingImages, waitingUsers } = values
  const t = translator(locale, 'admin')
  const words = t.maybe(`code.${reason}`) ?? reason
  const advice = t.maybe(`advice.${reason}`) ?? t('advice.other')
  if (locale === 'zh') {
    return {
      subject: `${provider} 已停止作画 · 画坊`,
      paragraphs: [
        `${utcText(since)} 起，${provider} 拒绝了本站的账户：${words}（${reason}）。`,
        waitingImages > 0
          ? `${waitingUsers} 位用户的 ${waitingImages} 张图正在等待。它们不会失败，也不会扣费，恢复后接着画。`
          : '目前没有图在等待。新的图会排队，不会失败，也不会扣费。',
        advice,
        '画坊会隔一阵自己试一次，通了会再写信。处理好之后，也可以在运营页上立即重试。',
      ],
      action: { label: '打开运营页', url },
      footer: '你是画坊的运营者，所以收到这封信。每次停止只写一封。',
    }
  }
  return {
    subject: `${provider} has stopped painting · Huafang`,
    paragraphs: [
      `Since ${utcText(since)} ${provider} has refused this site's account: ${words} (${reason}).`,
      waitingImages > 0
        ? `Waiting: ${counted(waitingImages, 'picture')} of ${counted(waitingUsers, 'user')}. They do not fail and cost nothing; they go on when the provider does.`
        : 'No picture is waiting yet. New ones stand in line; they do not fail and cost nothing.',
      advice,
      'Huafang tries again by itself now and then, and writes when it works. Once it is mended, you can also try at once on the operations page.',
    ],
    action: { label: 'Open operations', url },
    footer: 'You get this letter because you are an operator of Huafang. There is one for each stop.',
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
