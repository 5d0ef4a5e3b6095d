import { expect, it } from 'vitest'
import { editedArea, fillArea } from './mask-area.ts'
import type { RawPicture } from './raw-picture.ts'

function plain(width: number, height: number, level: number): RawPicture {
  return { pixels: Buffer.alloc(width * height * 3, level), width, height, channels: 3 }
}

it('finds the box of what is repainted, or nothing', () => {
  const alpha = Buffer.alloc(20, 255)
  expect(editedArea(alpha, { width: 5, height: 4 })).toBeNull()
  alpha[6] = 0
  alpha[13] = 254
  expect(editedArea(alpha, { width: 5, height: 4 })).toEqual({ left: 1, top: 1, width: 3, height: 2 })
})

it('keeps what is opaque, mixes what is half, and always changes what is open', () => {
  const base = plain(3, 1, 100)
  fillArea(base, plain(3, 1, 200), Buffer.from([255, 128, 0]), { left: 0, top: 0, width: 3, height: 1 })
  expect([...base.pixels]).toEqual([100, 100, 100, 150, 150, 150, 200, 200, 200])
  const same = plain(1, 1, 100)
  fillArea(same, plain(1, 1, 100), Buffer.from([0]), { left: 0, top: 0, width: 1, height: 1 })
  expect([...same.pixels]).toEqual([101, 100, 100])
})
