import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'

export interface AccountDeletedValues {
  url: string
}

/** The last letter: the account is gone. */
export function accountDeleted(locale: Locale, { url }: AccountDeletedValues): Letter {
  if (locale === 'zh') {
    return {
      subject: '账户已删除 · 画坊',
      paragraphs: [
        '你好！',
        '你的画坊账户已按要求删除。作品、提示词和个人资料正在清除，点数的账目会不带姓名地留下。',
        '随时欢迎回来，用同一个邮箱就能重新注册。',
      ],
      action: { label: '打开画坊', url },
      footer: '这是我们寄给你的最后一封信。',
    }
  }
  return {
    subject: 'Your account was deleted · Huafang',
    paragraphs: [
      'Hello,',
      'Your Huafang account was deleted, as asked. Pictures, prompts and everything about you are being removed; the record of credits stays, without your name.',
      'You are welcome back any time, with the same address.',
    ],
    action: { label: 'Open Huafang', url },
    footer: 'This is the last letter you get from us.',
  }
}
