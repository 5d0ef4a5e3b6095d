import { z } from 'zod'
import { env } from '#lib/env.ts'
import { locales } from '#lib/i18n/locales.ts'
import { accountDeleted } from './letters/account-deleted.ts'
import { accountExists } from './letters/account-exists.ts'
import { changeEmail } from './letters/change-email.ts'
import { emailChangeAsked } from './letters/email-change-asked.ts'
import { emailChanged } from './letters/email-changed.ts'
import { emailTaken } from './letters/email-taken.ts'
import { identityConnected } from './letters/identity-connected.ts'
import { ledgerFindings } from './letters/ledger-findings.ts'
import { passwordChanged } from './letters/password-changed.ts'
import { problemReported } from './letters/problem-reported.ts'
import { providerOpened } from './letters/provider-opened.ts'
import { providerStopped } from './letters/provider-stopped.ts'
import { resetPassword } from './letters/reset-password.ts'
import { signInLink } from './letters/sign-in-link.ts'
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
  z.object({ ...common, letter: z.literal('account-deleted'), values: z.object({ url: z.url() }) }),
  z.object({
    ...common,
    letter: z.literal('change-email'),
    values: z.object({ url: z.url(), hours: z.number(), from: z.string() }),
  }),
  z.object({
    ...common,
    letter: z.literal('email-change-asked'),
    values: z.object({ url: z.url(), to: z.string() }),
  }),
  z.object({
    ...common,
    letter: z.literal('email-changed'),
    values: z.object({ url: z.url(), to: z.string(), at: time }),
  }),
  z.object({ ...common, letter: z.literal('email-taken'), values: z.object({ url: z.url() }) }),
  z.object({
    ...common,
    letter: z.literal('password-changed'),
    values: z.object({ url: z.url(), at: time }),
  }),
  z.object({
    ...common,
    letter: z.literal('identity-connected'),
    values: z.object({ url: z.url(), provider: z.enum(['github', 'google']), at: time }),
  }),
  z.object({
    ...common,
    letter: z.literal('reset-password'),
    values: z.object({ url: z.url(), minutes: z.number() }),
  }),
  z.object({
    ...common,
    letter: z.literal('sign-in-link'),
    values: z.object({ url: z.url(), minutes: z.number() }),
  }),
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
  z.object({
    ...common,
    letter: z.literal('problem-reported'),
    values: z.object({
      email: z.string(),
      jobId: z.uuid(),
      imageId: z.uuid().nullable(),
      reason: z.string(),
    }),
  }),
])

export type MailData = z.infer<typeof mailData>

/** Letters to those who run the site: without an address and a language, which `tellOperators` knows. */
export type OperatorLetter = MailData extends infer Mail
  ? Mail extends {
      letter: 'provider-stopped' | 'provider-opened' | 'ledger-findings' | 'user-braked' | 'problem-reported'
    }
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
    case 'account-deleted':
      return renderLetter(accountDeleted(locale, mail.values), locale)
    case 'change-email':
      return renderLetter(changeEmail(locale, mail.values), locale)
    case 'email-change-asked':
      return renderLetter(emailChangeAsked(locale, mail.values), locale)
    case 'email-changed':
      return renderLetter(emailChanged(locale, mail.values), locale)
    case 'email-taken':
      return renderLetter(emailTaken(locale, mail.values), locale)
    case 'password-changed':
      return renderLetter(passwordChanged(locale, mail.values), locale)
    case 'identity-connected':
      return renderLetter(identityConnected(locale, mail.values), locale)
    case 'reset-password':
      return renderLetter(resetPassword(locale, mail.values), locale)
    case 'sign-in-link':
      return renderLetter(signInLink(locale, mail.values), locale)
    case 'provider-stopped':
      return renderLetter(providerStopped(locale, mail.values, admin), locale)
    case 'provider-opened':
      return renderLetter(providerOpened(locale, mail.values, admin), locale)
    case 'ledger-findings':
      return renderLetter(ledgerFindings(locale, mail.values, `${admin}/money`), locale)
    case 'user-braked':
      return renderLetter(userBraked(locale, mail.values, `${admin}/queue`), locale)
    case 'problem-reported':
      return renderLetter(problemReported(locale, mail.values, `${admin}/reports`), locale)
  }
}
