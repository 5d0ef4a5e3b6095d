import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import process from 'node:process'
import { beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { grant } from '#lib/credits/grant.ts'
import { hold } from '#lib/credits/hold.ts'
import { release } from '#lib/credits/release.ts'
import { settle } from '#lib/credits/settle.ts'
import { newTestWallet } from '#lib/credits/test-wallet.ts'
import { db, type Transaction } from '#lib/db.ts'
import { jobRules } from '#lib/jobs/ledger-rules.ts'

const findings = z.array(z.object({ rule: z.string(), subject: z.string(), detail: z.string() }))

function run(...args: string[]) {
  const script = path.join(import.meta.dirname, 'ledger-check.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return { status, stdout }
}

/** Damages past all rules, looks which rules of jobs find it, and repairs. */
async function rulesThatFind(damage: (tx: Transaction) => Promise<unknown>): Promise<string[]> {
  const undone = new Error('undone')
  let rules: string[] = []
  await db
    .$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`
      await damage(tx)
      for (const { name, query } of jobRules) {
        if (
          findings.element
            .pick({ subject: true })
            .array()
            .parse(await tx.$queryRaw(query)).length > 0
        )
          rules.push(name)
      }
      throw undone
    })
    .catch((error) => {
      if (error !== undone) throw error
    })
  rules = rules.sort()
  return rules
}

let userId: string
let finished: string
let running: string

async function makeJob(states: ('delivered' | 'failed' | 'calling')[]): Promise<string> {
  const isFinished = !states.includes('calling')
  const job = await db.job.create({
    data: {
      userId,
      clientKey: randomUUID(),
      provider: 'sandbox',
      model: 'm',
      operation: 'generate',
      prompt: 'p',
      params: {},
      n: states.length,
      quoteCredits: 5,
      state: isFinished ? 'partial' : 'running',
      finishedAt: isFinished ? new Date() : null,
      images: {
        create: states.map((state, index) => ({
          userId,
          provider: 'sandbox',
          model: 'm',
          index,
          state,
          costCredits: state === 'delivered' ? 5 : 0,
          storageKey: state === 'delivered' ? 'k' : null,
          errorCode: state === 'failed' ? 'e' : null,
        })),
      },
    },
    include: { images: true },
  })
  const reference = `job:${job.id}`
  await hold(db, { userId, amount: 5 * states.length, key: `hold:${job.id}`, reference, provider: 'sandbox' })
  for (const image of job.images) {
    const movement = { holdReference: reference, amount: 5 }
    if (image.state === 'delivered') await settle(db, { ...movement, key: `settle:${image.id}` })
    if (image.state === 'failed') await release(db, { ...movement, key: `release:${image.id}` })
  }
  return job.id
}

beforeAll(async () => {
  userId = await newTestWallet()
  await grant(db, { userId, kind: 'bonus', amount: 500, key: userId, reference: 'sign-up-bonus' })
  finished = await makeJob(['delivered', 'delivered', 'failed'])
  running = await makeJob(['delivered', 'calling'])
})

it('says so and exits with 0 when the book is sound', () => {
  expect(run()).toEqual({ status: 0, stdout: 'The book is sound.\n' })
  expect(run('--json')).toEqual({ status: 0, stdout: '[]\n' })
})

const damages: Record<string, { damage: (tx: Transaction) => Promise<unknown>; rules: string[] }> = {
  'a job was deleted under its hold': {
    damage: (tx) => tx.job.delete({ where: { id: finished } }),
    rules: ['hold_without_job'],
  },
  'a job has no hold': {
    damage: (tx) => tx.$executeRaw`DELETE FROM credit_holds WHERE reference = ${`job:${running}`}`,
    rules: ['job_hold', 'job_settled'],
  },
  'a job ended with its hold open': {
    damage: (tx) => tx.job.update({ where: { id: running }, data: { finishedAt: new Date() } }),
    rules: ['job_finished_hold_open'],
  },
  'an image failed and its credits were kept': {
    damage: (tx) =>
      tx.image.updateMany({ where: { state: 'calling' }, data: { state: 'failed', errorCode: 'e' } }),
    rules: ['image_ending', 'job_remaining'],
  },
  'an image was delivered and not settled': {
    damage: (tx) =>
      tx.image.updateMany({
        where: { state: 'calling' },
        data: { state: 'delivered', costCredits: 5, storageKey: 'k' },
      }),
    rules: ['image_ending', 'job_remaining', 'job_settled'],
  },
  'an image cost more than its quote': {
    damage: (tx) =>
      tx.image.updateMany({ where: { jobId: running, state: 'delivered' }, data: { costCredits: 6 } }),
    rules: ['image_cost', 'job_settled'],
  },
}

it.each(Object.keys(damages))('finds that %s', async (what) => {
  const entry = damages[what]
  expect(entry && (await rulesThatFind(entry.damage))).toEqual(entry?.rules)
})

it('has damage for every rule about jobs in this test', () => {
  const tried = Object.values(damages).flatMap(({ rules }) => rules)
  expect(jobRules.map((rule) => rule.name).filter((name) => !tried.includes(name))).toEqual([])
})

it('prints what is wrong and exits with 1', async () => {
  await db.$transaction([
    db.$executeRaw`SET LOCAL session_replication_role = replica`,
    db.$executeRaw`UPDATE credit_lots SET available = available + 1 WHERE user_id = ${userId}::uuid`,
    db.$executeRaw`UPDATE jobs SET finished_at = now() WHERE id = ${running}::uuid`,
  ])
  const text = run()
  expect(text.status).toBe(1)
  expect(text.stdout).toContain('lot_balance: lot ')
  expect(text.stdout).toContain(`job_finished_hold_open: job ${running}: has finished, its hold keeps 5`)
  expect(text.stdout).toContain('2 findings')
  const json = run('--json')
  expect(json.status).toBe(1)
  expect(findings.parse(JSON.parse(json.stdout)).map((finding) => finding.rule)).toEqual([
    'lot_balance',
    'job_finished_hold_open',
  ])
})
