import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'
import { utcText } from './utc-text.ts'

export interface IdentityConnectedValues {
  /** The account page. */
  url: string
  provider: 'github' | 'google'
  at: string
}

const names = { github: 'GitHub', google: 'Google' } as const

/** Tells the owner of an account that GitHub or Google opens it from now on. */
export function identityConnected(locale: Locale, { url, provider, at }: IdentityConnectedValues): Letter {
  const name = names[provider]
  if (locale === 'zh') {
    return {
      subject: `账户已关联 ${name} · 画坊`,
      paragraphs: [
        '你好！',
        `你的画坊账户在 ${utcText(at)} 关联了 ${name}，以后用它也能登录。`,
        '如果是你本人操作的，就不用做什么了。如果不是，请马上在账户页解除关联，并修改密码。',
      ],
      action: { label: '打开账户页', url },
      footer: '这封信是为了账户安全而发的。',
    }
  }
  return {
    subject: `${name} was connected to your account · Huafang`,
    paragraphs: [
      'Hello,',
      `${name} was connected to your Huafang account at ${utcText(at)}, and signs in to it from now on.`,
      'If it was you, there is nothing to do. If it was not, remove it on the account page now, and change your password.',
    ],
    action: { label: 'Open the account page', url },
    footer: 'This letter is sent to keep your account safe.',
  }
}
