import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createLine, LineFullError } from './decode-line.ts'

/** Work that ends when it is told to. */
function recorder() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  return {
    begun,
    work: (name: string) => () => {
      begun.push(name)
      return new Promise<void>((resolve) => ends.set(name, resolve))
    },
    async end(name: string) {
      ends.get(name)?.()
      await setImmediate()
    },
  }
}

const nobodyLeaves = new AbortController().signal

it('lets a newcomer in before the second of somebody who is being served', async () => {
  const line = createLine({ places: 2, max: 9, maxOfUser: 9, maxWithNewcomers: 9 })
  const { begun, work, end } = recorder()
  for (const name of ['ann 1', 'ann 2', 'ann 3', 'ann 4', 'bo 1']) {
    void line.inTurn(name.split(' ')[0] ?? '', nobodyLeaves, work(name))
  }
  expect(begun).toEqual(['ann 1', 'ann 2'])
  await end('ann 1')
  expect(begun.at(-1)).toBe('bo 1')
  await end('bo 1')
  expect(begun.at(-1)).toBe('ann 3')
  await end('ann 2')
  expect(begun.at(-1)).toBe('ann 4')
})

it('turns away whom it cannot hold, and says so before', async () => {
  const line = createLine({ places: 1, max: 3, maxOfUser: 2, maxWithNewcomers: 4 })
  const { work } = recorder()
  for (const name of ['a', 'b', 'c']) void line.inTurn('ann', nobodyLeaves, work(name))
  expect(() => line.check('ann')).toThrow(LineFullError)
  await expect(line.inTurn('ann', nobodyLeaves, work('d'))).rejects.toThrow(LineFullError)
  expect(() => line.check('bo')).not.toThrow()
  void line.inTurn('bo', nobodyLeaves, work('e'))
  // So many wait that only somebody with nobody waiting may still join, up to a bound.
  expect(() => line.check('bo')).toThrow(LineFullError)
  expect(() => line.check('cy')).not.toThrow()
  void line.inTurn('cy', nobodyLeaves, work('f'))
  expect(() => line.check('di')).toThrow(LineFullError)
})

it('forgets who has gone, and goes on after work that failed', async () => {
  const line = createLine({ places: 1, max: 1, maxOfUser: 1, maxWithNewcomers: 1 })
  const { begun, work, end } = recorder()
  const failing = line.inTurn('ann', nobodyLeaves, async () => {
    await setImmediate()
    throw new Error('broken')
  })
  const gone = new AbortController()
  const left = line.inTurn('bo', gone.signal, work('bo'))
  gone.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  void line.inTurn('cy', nobodyLeaves, work('cy'))
  await expect(failing).rejects.toThrow('broken')
  await end('cy')
  expect(begun).toEqual(['cy'])
})
