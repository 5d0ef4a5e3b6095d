import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'

export interface AccountExistsValues {
  url: string
}

/** Goes out in place of a verification when somebody signs up with the address of an account. */
export function accountExists(locale: Locale, { url }: AccountExistsValues): Letter {
  if (locale === 'zh') {
    return {
      subject: '你已经有画坊账户了',
      paragraphs: [
        '你好！',
        '有人想用这个邮箱地址注册画坊，但它已经有账户了。请直接登录。账户没有任何变化。',
      ],
      action: { label: '登录', url },
      footer: '如果不是你操作的，忽略这封信即可。',
    }
  }
  return {
    subject: 'You already have a Huafang account',
    paragraphs: [
      'Hello,',
      'Somebody tried to sign up to Huafang with this address, but it already has an account. Just sign in. Nothing about your account has changed.',
    ],
    action: { label: 'Sign in', url },
    footer: 'If it was not you, you can ignore this letter.',
  }
}
