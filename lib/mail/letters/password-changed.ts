import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'
import { utcText } from './utc-text.ts'
export interface PasswordChangedValues {
  /** Where a password is reset. */
  url: string
  at: string
}

/** Tells the owner of an account that its password is another one now. */
export function passwordChanged(locale: Locale, { url, at }: PasswordChangedValues): Letter {
  if (locale === 'zh') {
    return {
      subject: '密码已更改 · 画坊',
      paragraphs: [
        '你好！',
        `你的画坊账户在 ${utcText(at)} 设了新密码，其他设备都已退出登录。`,
        '如果是你本人操作的，就不用做什么了。如果不是，请马上重设密码。',
      ],
      action: { label: '重设密码', url },
      footer: '这封信是为了账户安全而发的。',
    }
  }
  return {
    subject: 'Your password was changed · Huafang',
    paragraphs: [
      'Hello,',
      `A new password was set for your Huafang account at ${utcText(at)}, and other devices were signed out.`,
      'If it was you, there is nothing to do. If it was not, reset the password now.',
    ],
    action: { label: 'Reset the password', url },
    footer: 'This letter is sent to keep your account safe.',
  }
}
