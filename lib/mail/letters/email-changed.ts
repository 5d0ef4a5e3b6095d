import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'
import { utcText } from './utc-text.ts'
export interface EmailChangedValues {
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
        '如果不是你本人操作的，请尽快回到画坊联系我们。',
      ],
      action: { label: '打开画坊', url },
      footer: '这封信是寄给旧地址的最后一封。',
    }
  }
  return {
    subject: 'Your email address was changed · Huafang',
    paragraphs: [
      'Hello,',
      `your Huafang account has a new address since ${utcText(at)}: ${to}. Letters go there from now on.`,
      'If it was not you, come back to Huafang and tell us soon.',
    ],
    action: { label: 'Open Huafang', url },
    footer: 'This is the last letter to the former address.',
  }
}
