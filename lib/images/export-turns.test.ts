import { expect, it } from 'vitest'
import { inExportTurn } from './export-turns.ts'

const stays = new AbortController().signal

it('lets two work at once and the others in the order they came', async () => {
  const begun: number[] = []
  const ends = Array.from({ length: 4 }, () => Promise.withResolvers<void>())
  const turns = ends.map(({ promise }, index) =>
    inExportTurn(stays, async () => {
      begun.push(index)
      await promise
    }),
  )
  await Promise.resolve()
  expect(begun).toEqual([0, 1])
  ends[1]?.resolve()
  await turns[1]
  await Promise.resolve()
  expect(begun).toEqual([0, 1, 2])
  for (const { resolve } of ends) resolve()
  await Promise.all(turns)
  expect(begun).toEqual([0, 1, 2, 3])
})

it('gives the place on after a failure, and does nothing for who has gone', async () => {
  const broken = Promise.withResolvers<void>()
  const gone = new AbortController()
  let ran = false
  const failing = [0, 1].map(() => inExportTurn(stays, () => broken.promise))
  const left = inExportTurn(gone.signal, async () => {
    ran = true
  })
  gone.abort(new Error('gone'))
  broken.reject(new Error('broken'))
  for (const turn of failing) await expect(turn).rejects.toThrow('broken')
  await expect(left).rejects.toThrow('gone')
  expect(ran).toBe(false)
  await expect(inExportTurn(stays, async () => 'done')).resolves.toBe('done')
})
