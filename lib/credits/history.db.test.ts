import fc from 'fast-check'
import { expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { audit } from './audit.ts'
import { balance } from './balance.ts'
import { CoinModel } from './coin-model.ts'
import { expire } from './expire.ts'
import { grant } from './grant.ts'
import { hold } from './hold.ts'
import { HoldExceeded, LedgerConflict } from './ledger-error.ts'
import { release } from './release.ts'
import { settle } from './settle.ts'
import { statement } from './statement.ts'
import { newTestWallet } from './test-wallet.ts'

const hourMs = 3_600_000
const amount = fc.integer({ min: 1, max: 20 })
const provider = fc.constantFrom('sandbox', 'openai')
const which = fc.nat(1000)

const action = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('grant' as const),
      kind: fc.constantFrom('purchased' as const, 'bonus' as const, 'sandbox' as const),
      amount,
      hours: fc.option(fc.integer({ min: 1, max: 150 })),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('hold' as const), amount, provider }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('settle' as const, 'release' as const), which, amount }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('finish' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 80 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('expire' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('repeat' as const, 'conflict' as const), which }) },
)
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never

/** A booked operation, to be tried again: with the same content, or with `more` credits. */
interface Booked {
  answer: object
  again: (more: number) => Promise<object>
}

/** Plays one history on the ledger and on the model, and compares after every step. */
class Play {
  readonly model = new CoinModel()
  readonly booked: Booked[] = []
  readonly references: string[] = []
  readonly userId: string
  nowMs = Date.UTC(2026, 10, 22)
  steps = 0

  constructor(userId: string) {
    this.userId = userId
  }

  get now() {
    return new Date(this.nowMs)
  }

  async step(next: Action): Promise<void> {
    // No two lots are made in the same millisecond: the order between such is not defined.
    this.nowMs += 1
    this.steps += 1
    await this.perform(next)
    for (const payer of ['sandbox', 'openai']) {
      const { available, held } = await balance(db, this.userId, payer, this.now)
      expect(available).toBe(this.model.spendable(payer, this.nowMs).length)
      expect(held).toBe(this.model.allHeld())
    }
  }

  private async perform(next: Action): Promise<void> {
    const key = `${this.userId}:${this.steps}`
    switch (next.do) {
      case 'wait':
        this.nowMs += next.hours * hourMs
        return
      case 'expire':
        expect(await expire(db, this.userId, this.now)).toBe(this.model.expire(this.nowMs))
        return
      case 'grant':
        return await this.grant(key, next)
      case 'hold':
        return await this.hold(key, next)
      case 'settle':
      case 'release': {
        const reference = this.pick(this.references, next.which)
        if (reference) await this.take(next.do, key, reference, next.amount)
        return
      }
      case 'finish': {
        const reference = this.pick(this.references, next.which)
        const rest = reference ? this.model.held(reference).length : 0
        if (reference && rest > 0) await this.take('settle', key, reference, rest)
        return
      }
      case 'repeat': {
        const operation = this.pick(this.booked, next.which)
        if (operation) expect(await operation.again(0)).toEqual({ ...operation.answer, repeated: true })
        return
      }
      case 'conflict': {
        const operation = this.pick(this.booked, next.which)
        if (operation) await expect(operation.again(1)).rejects.toThrow(LedgerConflict)
        return
      }
    }
  }

  private pick<T>(list: T[], index: number): T | undefined {
    return list[index % Math.max(list.length, 1)]
  }

  private async grant(key: string, next: Extract<Action, { do: 'grant' }>) {
    const expiresAtMs = next.hours === null ? Number.POSITIVE_INFINITY : this.nowMs + next.hours * hourMs
    const expiresAt = next.hours === null ? undefined : new Date(expiresAtMs)
    const again = (more: number) =>
      grant(db, {
        userId: this.userId,
        kind: next.kind,
        amount: next.amount + more,
        key,
        reference: 'test',
        expiresAt,
        now: this.now,
      })
    const answer = await again(0)
    expect(answer.repeated).toBe(false)
    this.model.grant(next.kind, next.amount, expiresAtMs, this.nowMs)
    this.booked.push({ answer, again })
  }

  private async hold(key: string, next: Extract<Action, { do: 'hold' }>) {
    const again = (more: number) =>
      hold(db, {
        userId: this.userId,
        amount: next.amount + more,
        key,
        reference: key,
        provider: next.provider,
        now: this.now,
      })
    const answer = await again(0)
    if (this.model.hold(key, next.amount, next.provider, this.nowMs)) {
      expect(answer).toMatchObject({ ok: true, repeated: false })
      this.references.push(key)
      this.booked.push({ answer, again })
    } else {
      const availableCredits = this.model.spendable(next.provider, this.nowMs).length
      const missingCredits = next.amount - availableCredits
      expect(answer).toEqual({ ok: false, availableCredits, missingCredits })
    }
  }

  private async take(kind: 'settle' | 'release', key: string, holdReference: string, credits: number) {
    const operation = kind === 'settle' ? settle : release
    const again = (more: number) =>
      operation(db, { holdReference, amount: credits + more, key, now: this.now })
    const allowed =
      kind === 'settle'
        ? this.model.settle(holdReference, credits)
        : this.model.release(holdReference, credits, this.nowMs)
    if (!allowed) return await expect(again(0)).rejects.toThrow(HoldExceeded)
    const answer = await again(0)
    expect(answer).toEqual({ repeated: false })
    this.booked.push({ answer, again })
  }

  /** The end of the history: lots coin by coin, and a statement whose balances follow from its changes. */
  async compareAll(): Promise<void> {
    const lots = await db.creditLot.findMany({ where: { userId: this.userId } })
    const inLots = lots.flatMap((lot) => [
      ...Array<string>(lot.available).fill(`available ${lot.kind} ${lot.expiresAt?.getTime() ?? Infinity}`),
      ...Array<string>(lot.held).fill(`held ${lot.kind} ${lot.expiresAt?.getTime() ?? Infinity}`),
    ])
    const inModel = this.model.coins
      .filter((coin) => coin.state === 'available' || coin.state.startsWith('held'))
      .map((coin) => `${coin.state.split(' ')[0]} ${coin.kind} ${coin.expiresAt}`)
    expect(inLots.sort()).toEqual(inModel.sort())

    const { entries } = await statement(this.userId, { limit: 1000 })
    let available = 0
    let held = 0
    let spent = 0
    for (const entry of entries.reverse()) {
      available += entry.availableChange
      held += entry.heldChange
      spent += entry.spentChange
      expect([entry.availableAfter, entry.heldAfter]).toEqual([available, held])
    }
    expect(held).toBe(this.model.allHeld())
    expect(spent).toBe(this.model.coins.filter((coin) => coin.state === 'spent').length)
    expect(available).toBe(this.model.coins.filter((coin) => coin.state === 'available').length)
  }
}

it('does what a model made of single coins does, in any history', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40, size: 'max' }), async (history) => {
      const play = new Play(await newTestWallet())
      for (const next of history) await play.step(next)
      await play.compareAll()
      expect(await audit()).toEqual([])
    }),
    { numRuns: 50, endOnFailure: true },
  )
})
