import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'

export interface SignInLinkValues {
  url: string
  minutes: number
}

/** The link that signs its reader in, and makes the account where there is none yet. */
export function signInLink(locale: Locale, { url, minutes }: SignInLinkValues): Letter {
  if (locale === 'zh') {
    return {
      subject: '登录链接 · 画坊',
      paragraphs: [
        '你好！',
        '请打开下面的链接登录画坊，不需要密码。',
        `链接在 ${minutes} 分钟内有效，只能用一次。`,
      ],
      action: { label: '登录画坊', url },
      footer: '如果不是你操作的，请不要打开链接，忽略这封信即可。',
    }
  }
  return {
    subject: 'Your sign-in link · Huafang',
    paragraphs: [
      'Hello,',
      'Open the link below to sign in to Huafang. No password is needed.',
      `The link works once, within ${minutes} minutes.`,
    ],
    action: { label: 'Sign in to Huafang', url },
    footer: 'If it was not you, do not open the link; you can ignore this letter.',
  }
}
