import { expect, it } from 'vitest'
import { inExportTurn } from './export-turns.ts'

const stays = new AbortController().signal
const refused = { code: 'too_many_requests', details: { retryAfterSeconds: expect.any(Number) } }

/** Asks for turns that end when they are told to. */
function ask(users: readonly string[]) {
  const begun: number[] = []
  const ends = users.map(() => Promise.withResolvers<void>())
  const turns = users.map((userId, index) =>
    inExportTurn(userId, stays, async () => {
      begun.push(index)
      await ends[index]?.promise
    }),
  )
  return {
    begun,
    turns,
    async end(index: number) {
      ends[index]?.resolve()
      await turns[index]
      await new Promise(setImmediate)
    },
  }
}

it('lets two work at once and the others in the order they came', async () => {
  const { begun, turns, end } = ask(['a', 'b', 'c', 'd'])
  await Promise.resolve()
  expect(begun).toEqual([0, 1])
  await end(1)
  expect(begun).toEqual([0, 1, 2])
  for (const index of [0, 2, 3]) await end(index)
  await Promise.all(turns)
  expect(begun).toEqual([0, 1, 2, 3])
})

it('makes one for each user at a time, and lets others past', async () => {
  const { begun, end } = ask(['a', 'a', 'a', 'b', 'c'])
  await Promise.resolve()
  expect(begun).toEqual([0, 3])
  await end(3)
  expect(begun).toEqual([0, 3, 4])
  await end(4)
  expect(begun).toEqual([0, 3, 4])
  await end(0)
  expect(begun).toEqual([0, 3, 4, 1])
  await end(1)
  await end(2)
})

it('refuses a user who has enough in line, and everybody when it is full', async () => {
  const first = ask(Array.from({ length: 5 }, () => 'a'))
  await expect(inExportTurn('a', stays, async () => 'a')).rejects.toMatchObject(refused)
  await expect(inExportTurn('b', stays, async () => 'done')).resolves.toBe('done')
  const rest = ask(Array.from({ length: 17 }, (_, index) => `user ${index}`))
  await expect(inExportTurn('late', stays, async () => 'late')).rejects.toMatchObject(refused)
  for (let index = 0; index < 5; index++) await first.end(index)
  for (let index = 0; index < 17; index++) await rest.end(index)
  await expect(inExportTurn('late', stays, async () => 'done')).resolves.toBe('done')
})

it('gives the place on after a failure', async () => {
  const broken = Promise.withResolvers<void>()
  const failing = ['a', 'b'].map((userId) => inExportTurn(userId, stays, () => broken.promise))
  const next = inExportTurn('a', stays, async () => 'done')
  broken.reject(new Error('broken'))
  for (const turn of failing) await expect(turn).rejects.toThrow('broken')
  await expect(next).resolves.toBe('done')
})

it('does nothing for who has gone, and keeps no place in line for them', async () => {
  const { end } = ask(['a'])
  const gone = new AbortController()
  let ran = false
  const left = Array.from({ length: 4 }, () =>
    inExportTurn('a', gone.signal, async () => {
      ran = true
    }),
  )
  const endings = Promise.allSettled(left)
  gone.abort(new Error('gone'))
  const stayed = inExportTurn('a', stays, async () => 'done')
  expect((await endings).map((ending) => ending.status)).toEqual(Array(4).fill('rejected'))
  await end(0)
  await expect(stayed).resolves.toBe('done')
  expect(ran).toBe(false)
})
