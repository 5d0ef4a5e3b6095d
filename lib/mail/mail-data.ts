import { z } from 'zod'
import { locales } from '#lib/i18n/locales.ts'
import { accountExists } from './letters/account-exists.ts'
import { verifyEmail } from './letters/verify-email.ts'
import { type RenderedLetter, renderLetter } from './render-letter.ts'

const common = {
  /** Becomes the Message-ID, so that a letter sent twice after a crash can be told to be one. */
  id: z.uuid(),
  to: z.email(),
  locale: z.enum(locales),
  createdAt: z.iso.datetime(),
}

/** One letter to send, as it waits in the queue. */
export const mailData = z.discriminatedUnion('letter', [
  z.object({
    ...common,
    letter: z.literal('verify-email'),
    values: z.object({ url: z.url(), hours: z.number() }),
  }),
  z.object({ ...common, letter: z.literal('account-exists'), values: z.object({ url: z.url() }) }),
])

export type MailData = z.infer<typeof mailData>

export function renderMail(mail: MailData): RenderedLetter {
  switch (mail.letter) {
    case 'verify-email':
      return renderLetter(verifyEmail(mail.locale, mail.values), mail.locale)
    case 'account-exists':
      return renderLetter(accountExists(mail.locale, mail.values), mail.locale)
  }
}
