import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'

export interface ResetPasswordValues {
  url: string
  minutes: number
}

/** The link that lets its reader choose a new password. */
export function resetPassword(locale: Locale, { url, minutes }: ResetPasswordValues): Letter {
  if (locale === 'zh') {
    return {
      subject: '重设密码 · 画坊',
      paragraphs: [
        '你好！',
        '有人想为这个邮箱的画坊账户重设密码。如果是你，请打开下面的链接，设一个新密码。',
        `链接在 ${minutes} 分钟内有效，只能用一次。设好之后，所有设备都要重新登录。`,
      ],
      action: { label: '设置新密码', url },
      footer: '如果不是你操作的，忽略这封信即可，密码不会改变。',
    }
  }
  return {
    subject: 'Choose a new password · Huafang',
    paragraphs: [
      'Hello,',
      'Somebody asked to reset the password of the Huafang account with this address. If it was you, open the link below and choose a new one.',
      `The link works once, within ${minutes} minutes. After that, every device has to sign in again.`,
    ],
    action: { label: 'Choose a new password', url },
    footer: 'If it was not you, ignore this letter. The password stays as it is.',
  }
}
