import { afterEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { deliverMail } from './deliver-mail.ts'
import { listDevelopmentMails } from './development-mail.ts'
import { mailData } from './mail-data.ts'
import { type NewMail, sendMail } from './send-mail.ts'

const mail: NewMail = {
  to: 'lin@example.com',
  locale: 'en',
  letter: 'account-exists',
  values: { url: 'http://localhost:3000/en/sign-in' },
}

async function queued() {
  const rows = await db.$queryRaw<{ data: unknown }[]>`SELECT data FROM pgboss.job WHERE name = 'mail'`
  return rows.map(({ data }) => mailData.parse(data))
}

afterEach(async () => {
  env.SMTP_URL = undefined
  await db.developmentMail.deleteMany()
})

describe('without a mail server', () => {
  it('keeps the letter for the development page, newest first', async () => {
    await sendMail(db, mail)
    await sendMail(db, { ...mail, to: 'wang@example.com' })
    const mails = await listDevelopmentMails()
    expect(mails.map(({ recipient }) => recipient)).toEqual(['wang@example.com', 'lin@example.com'])
    expect(mails[0]?.text).toContain('http://localhost:3000/en/sign-in')
    expect(await queued()).toEqual([])
  })

  it('keeps nothing when the transaction fails', async () => {
    const failing = db.$transaction(async (tx) => {
      await sendMail(tx, mail)
      throw new Error('later step')
    })
    await expect(failing).rejects.toThrow('later step')
    expect(await listDevelopmentMails()).toEqual([])
  })

  it('keeps a letter that waited in the queue once, even if handed over twice', async () => {
    const data = { ...mail, id: '019aab52-9f3a-4cc1-8b4e-1d1f0f7a9c11', createdAt: new Date().toISOString() }
    await deliverMail(data)
    await deliverMail(data)
    expect(await listDevelopmentMails()).toHaveLength(1)
  })
})

describe('with a mail server', () => {
  it('puts the letter into the queue if the transaction commits, and never talks to the server itself', async () => {
    // Nothing listens there.
    env.SMTP_URL = 'smtp://127.0.0.1:1'
    const failing = db.$transaction(async (tx) => {
      await sendMail(tx, mail)
      throw new Error('later step')
    })
    await expect(failing).rejects.toThrow('later step')
    expect(await queued()).toEqual([])
    await db.$transaction((tx) => sendMail(tx, mail))
    expect(await queued()).toEqual([expect.objectContaining({ ...mail })])
    expect(await listDevelopmentMails()).toEqual([])
  })
})
