import { z } from 'zod'
import { env } from '#lib/env.ts'
import { locales } from '#lib/i18n/locales.ts'
import { accountExists } from './letters/account-exists.ts'
import { ledgerFindings } from './letters/ledger-findings.ts'
import { providerOpened } from './letters/provider-opened.ts'
import { providerStopped } from './letters/provider-stopped.ts'
import { userBraked } from './letters/user-braked.ts'
import { verifyEmail } from './letters/verify-email.ts'
import { type RenderedLetter, renderLetter } from './render-letter.ts'

const common = {
  /** Becomes the Message-ID, so that a letter sent twice after a crash can be told to be one. */
  id: z.uuid(),
  to: z.email(),
  locale: z.enum(locales),
  createdAt: z.iso.datetime(),
}

const time = z.iso.datetime()

/** One letter to send, as it waits in the queue. */
export const mailData = z.discriminatedUnion('letter', [
  z.object({
    ...common,
    letter: z.literal('verify-email'),
    values: z.object({ url: z.url(), hours: z.number() }),
  }),
  z.object({ ...common, letter: z.literal('account-exists'), values: z.object({ url: z.url() }) }),
  z.object({
    ...common,
    letter: z.literal('provider-stopped'),
    values: z.object({
      provider: z.string(),
      reason: z.string(),
      since: time,
      waitingImages: z.number(),
      waitingUsers: z.number(),
    }),
  }),
  z.object({
    ...common,
    letter: z.literal('provider-opened'),
    values: z.object({ provider: z.string(), stoppedAt: time.nullable(), openedAt: time }),
  }),
  z.object({
    ...common,
    letter: z.literal('ledger-findings'),
    values: z.object({ findings: z.number(), examples: z.array(z.string()), checkedAt: time }),
  }),
  z.object({
    ...common,
    letter: z.literal('user-braked'),
    values: z.object({ email: z.string(), level: z.number(), blocks: z.number(), until: time }),
  }),
])

export type MailData = z.infer<typeof mailData>

/** Letters to those who run the site: without an address and a language, which `tellOperators` knows. */
export type OperatorLetter = MailData extends infer Mail
  ? Mail extends { letter: 'provider-stopped' | 'provider-opened' | 'ledger-findings' | 'user-braked' }
    ? Pick<Mail, Extract<keyof Mail, 'letter' | 'values'>>
    : never
  : never

export function renderMail(mail: MailData): RenderedLetter {
  const { locale } = mail
  const admin = `${env.publicUrl}/${locale}/admin`
  switch (mail.letter) {
    case 'verify-email':
      return renderLetter(verifyEmail(locale, mail.values), locale)
    case 'account-exists':
      return renderLetter(accountExists(locale, mail.values), locale)
    case 'provider-stopped':
      return renderLetter(providerStopped(locale, mail.values, admin), locale)
    case 'provider-opened':
      return renderLetter(providerOpened(locale, mail.values, admin), locale)
    case 'ledger-findings':
      return renderLetter(ledgerFindings(locale, mail.values, `${admin}/money`), locale)
    case 'user-braked':
      return renderLetter(userBraked(locale, mail.values, `${admin}/queue`), locale)
  }
}
