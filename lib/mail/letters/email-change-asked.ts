import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'

export interface EmailChangeAskedValues {
  /** Where a password is reset. */
  url: string
  to: string
}

/** Tells the present address that another one is to take its place. */
export function emailChangeAsked(locale: Locale, { url, to }: EmailChangeAskedValues): Letter {
  if (locale === 'zh') {
    return {
      subject: '有人想更改账户邮箱 · 画坊',
      paragraphs: [
        '你好！',
        `有人登录了你的画坊账户，想把邮箱改成 ${to}。新地址确认之前，一切照旧。`,
        '如果是你本人操作的，请到新邮箱里打开确认信。如果不是，请马上重设密码，这次更改也会随之作废。',
      ],
      action: { label: '重设密码', url },
      footer: '这封信是为了账户安全而发的。',
    }
  }
  return {
    subject: 'Your email address is to be changed · Huafang',
    paragraphs: [
      'Hello,',
      `Somebody who is signed in to your Huafang account asked to change its address to ${to}. Until that address is confirmed, everything stays as it is.`,
      'If it was you, open the letter that went to the new address. If it was not, reset your password now: that also stops the change.',
    ],
    action: { label: 'Reset the password', url },
    footer: 'This letter is sent to keep your account safe.',
  }
}
