import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'

export interface ChangeEmailValues {
  url: string
  hours: number
  /** The address the account has now. */
  from: string
}

/** Goes to a new address, which becomes the account’s when its link is opened. */
export function changeEmail(locale: Locale, { url, hours, from }: ChangeEmailValues): Letter {
  if (locale === 'zh') {
    return {
      subject: '请确认新邮箱 · 画坊',
      paragraphs: [
        '你好！',
        `画坊账户 ${from} 想把邮箱改成这个地址。如果是你，请打开下面的链接确认。`,
        `链接在 ${hours} 小时内有效。确认之后，其他设备要重新登录。`,
      ],
      action: { label: '确认新邮箱', url },
      footer: '如果这不是你的账户，请不要打开链接，忽略这封信即可。',
    }
  }
  return {
    subject: 'Confirm your new email address · Huafang',
    paragraphs: [
      'Hello,',
      `Somebody wants to change the address of the Huafang account ${from} to this one. If it was you, open the link below to confirm.`,
      `The link works for ${hours} hours. After that, other devices have to sign in again.`,
    ],
    action: { label: 'Confirm the address', url },
    footer: 'If the account is not yours, do not open the link; you can ignore this letter.',
  }
}
