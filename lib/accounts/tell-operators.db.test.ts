import { beforeEach, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { createUser } from './create-user.ts'
import { setRole } from './set-role.ts'
import { tellOperators } from './tell-operators.ts'

const password = 'correct horse'
const letter = {
  letter: 'user-braked',
  values: { email: 'lin@example.com', level: 3, blocks: 5, until: '2026-11-22T14:05:00.000Z' },
} as const

beforeEach(async () => {
  await db.developmentMail.deleteMany()
})

it('does nothing where there is no operator', async () => {
  await tellOperators(db, letter)
  expect(await db.developmentMail.count()).toBe(0)
})

it('writes to every operator in their language, and to nobody else', async () => {
  await createUser({ email: 'zhou@example.com', password, credits: 0, role: 'operator', locale: 'zh' })
  await createUser({ email: 'kim@example.com', password, credits: 0, role: 'operator', locale: 'en' })
  await createUser({ email: 'user@example.com', password, credits: 0 })
  await tellOperators(db, letter)
  const mails = await db.developmentMail.findMany({ orderBy: { recipient: 'asc' } })
  expect(mails.map(({ recipient }) => recipient)).toEqual(['kim@example.com', 'zhou@example.com'])
  expect(mails[0]?.text).toContain('http://localhost:3000/en/admin/queue')
  expect(mails[0]?.text).toContain('2026-11-22 14:05 UTC')
  expect(mails[1]?.text).toContain('http://localhost:3000/zh/admin/queue')
})

it('writes nothing when the transaction fails', async () => {
  const failing = db.$transaction(async (tx) => {
    await tellOperators(tx, letter)
    throw new Error('later step')
  })
  await expect(failing).rejects.toThrow('later step')
  expect(await db.developmentMail.count()).toBe(0)
})

it('makes an account an operator and ordinary again, written down each time it changes', async () => {
  const { id } = await createUser({ email: 'wang@example.com', password, credits: 0 })
  const written = () =>
    db.auditEntry.findMany({
      where: { subject: `user:${id}` },
      orderBy: { id: 'asc' },
      select: { details: true },
    })
  expect(await setRole('Wang+news@Example.com', 'operator')).toMatchObject({ id, role: 'operator' })
  await setRole('wang@example.com', 'operator')
  await setRole('wang@example.com', 'user')
  expect((await db.user.findUniqueOrThrow({ where: { id } })).role).toBe('user')
  expect(await written()).toEqual([
    { details: { from: 'user', to: 'operator' } },
    { details: { from: 'operator', to: 'user' } },
  ])
  await expect(setRole('nobody@example.com', 'operator')).rejects.toThrow(/nobody@example.com/)
})

it('writes down an operator who is made as one', async () => {
  const { id } = await createUser({ email: 'li@example.com', password, credits: 0, role: 'operator' })
  expect(await db.auditEntry.findMany({ where: { subject: `user:${id}` } })).toMatchObject([
    { actorId: null, action: 'user.role', details: { from: null, to: 'operator' } },
  ])
})
