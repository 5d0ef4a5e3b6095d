import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'

export interface VerifyEmailValues {
  url: string
  hours: number
}

export function verifyEmail(locale: Locale, { url, hours }: VerifyEmailValues): Letter {
  if (locale === 'zh') {
    return {
      subject: '请验证你的邮箱 · 画坊',
      paragraphs: [
        '你好！',
        '有人用这个邮箱地址注册了画坊。如果是你，请点下面的链接完成验证。',
        `链接在 ${hours} 小时内有效。`,
      ],
      action: { label: '验证邮箱', url },
      footer: '如果不是你注册的，请不要点链接，忽略这封信即可。',
    }
  }
  return {
    subject: 'Verify your email address · Huafang',
    paragraphs: [
      'Hello,',
      'Somebody signed up to Huafang with this address. If it was you, please open the link below.',
      `The link works for ${hours} hours.`,
    ],
    action: { label: 'Verify email address', url },
    footer: 'If it was not you, do not open the link; you can ignore this letter.',
  }
}
