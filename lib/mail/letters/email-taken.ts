import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'

export interface EmailTakenValues {
  /** Where one signs in. */
  url: string
}

/** Goes out in place of a confirmation when the new address belongs to another account. */
export function emailTaken(locale: Locale, { url }: EmailTakenValues): Letter {
  if (locale === 'zh') {
    return {
      subject: '这个邮箱已有画坊账户',
      paragraphs: [
        '你好！',
        '有人想把另一个画坊账户的邮箱改成这个地址，但它已有自己的账户，所以什么都没有改变。',
        '如果是你本人操作的，请直接登录这个地址的账户，或者换一个邮箱。',
      ],
      action: { label: '登录', url },
      footer: '如果不是你操作的，忽略这封信即可。',
    }
  }
  return {
    subject: 'This address has a Huafang account already',
    paragraphs: [
      'Hello,',
      'Somebody wanted to give this address to another Huafang account, but it has an account of its own, so nothing has changed.',
      'If it was you, sign in to the account of this address, or choose another address.',
    ],
    action: { label: 'Sign in', url },
    footer: 'If it was not you, you can ignore this letter.',
  }
}
