import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'
import { utcText } from './utc-text.ts'

export interface UserBrakedValues {
  email: string
  /** How many times in a row. */
  level: number
  /** How many blocked pictures led to it. */
  blocks: number
  /** ISO 8601. */
  until: string
}

/** To operators: a user is held back again and again because the provider blocks what they ask for. */
export function userBraked(locale: Locale, values: UserBrakedValues, url: string): Letter {
  const { email, level, blocks, until } = values
  if (locale === 'zh') {
    return {
      subject: `一位用户第 ${level} 次因内容审核被限制 · 画坊`,
      paragraphs: [
        `${email} 又有 ${blocks} 张图没有通过服务商的内容审核，这是连续第 ${level} 次被限制，到 ${utcText(until)} 为止不能提交新的图。`,
        '反复触发审核可能影响全站共用的账户。请看看是不是误伤：如果是，可以在运营页上解除；如果不是，不用做什么，限制会逐次加长。',
      ],
      action: { label: '打开运营页', url },
      footer: '你是画坊的运营者，所以收到这封信。',
    }
  }
  return {
    subject: `A user is held back by the content filter again (${level} in a row) · Huafang`,
    paragraphs: [
      `The provider's content filter has blocked ${blocks} more pictures of ${email}. This is brake number ${level} in a row: the user cannot ask for new ones until ${utcText(until)}.`,
      'Repeated blocks may endanger the account that the whole site shares. See whether the filter is mistaken: if so, lift the brake on the operations page; if not, nothing needs to be done, and each brake lasts longer than the one before.',
    ],
    action: { label: 'Open operations', url },
    footer: 'You get this letter because you are an operator of Huafang.',
  }
}
