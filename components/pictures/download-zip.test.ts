import { expect, it } from 'vitest'
import { ZIP_MAX as PACKED_MAX } from '#lib/library/zip-pictures.ts'
import { ZIP_MAX, zipParts } from './download-zip.ts'

it('packs as many as the server takes', () => {
  expect(ZIP_MAX).toBe(PACKED_MAX)
})

it('packs every picture once, in order, and no more than fit', () => {
  const ids = Array.from({ length: 12 }, (_, index) => `id ${index}`)
  const parts = zipParts(ids, 5)
  expect(parts.flatMap((part) => part.ids)).toEqual(ids)
  expect(parts.map(({ number, of, ids: { length } }) => [number, of, length])).toEqual([
    [1, 3, 5],
    [2, 3, 5],
    [3, 3, 2],
  ])
  expect(zipParts(ids.slice(0, 10), 5)).toHaveLength(2)
  expect(zipParts(ids.slice(0, 5), 5)).toEqual([{ number: 1, of: 1, ids: ids.slice(0, 5) }])
  expect(zipParts([])).toEqual([])
})
