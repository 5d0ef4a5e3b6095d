import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'
import { utcText } from './utc-text.ts'

export interface EmailChangedValues {
  /** Where one finds whom to tell. */
  url: string
  to: string
  at: string
}

/** Tells the former address that it is not the account’s any more. */
export function emailChanged(locale: Locale, { url, to, at }: EmailChangedValues): Letter {
  if (locale === 'zh') {
    return {
      subject: '账户邮箱已更改 · 画坊',
      paragraphs: [
        '你好！',
        `你的画坊账户在 ${utcText(at)} 改用了新邮箱 ${to}，以后的信都寄到那里。`,
        '如果不是你本人操作的，请尽快联系我们。',
      ],
      action: { label: '联系我们', url },
      footer: '这封信是寄给旧地址的最后一封。',
    }
  }
  return {
    subject: 'Your email address was changed · Huafang',
    paragraphs: [
      'Hello,',
      `The address of your Huafang account was changed to ${to} at ${utcText(at)}. Letters go there from now on.`,
      'If it was not you, tell us soon.',
    ],
    action: { label: 'Contact us', url },
    footer: 'This is the last letter to the former address.',
  }
}
