import { afterEach, expect, it, vi } from 'vitest'
import { decodeMaskFile } from './decode.ts'

const decode = vi.fn(() => Promise.reject(new Error('decoded')))
vi.stubGlobal('createImageBitmap', decode)
afterEach(() => decode.mockClear())

function pngHead(width: number, height: number): Blob {
  const bytes = new Uint8Array(33)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const view = new DataView(bytes.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return new Blob([bytes])
}

it('asks for no pixels of a file that says it has too many, or is too large itself', async () => {
  await expect(decodeMaskFile(pngHead(60_000, 60_000))).rejects.toThrow('too many pixels')
  await expect(decodeMaskFile(new Blob([new Uint8Array(50 * 1024 * 1024 + 1)]))).rejects.toThrow(
    'too many bytes',
  )
  expect(decode).not.toHaveBeenCalled()
})

it('leaves all others to the browser', async () => {
  for (const file of [pngHead(10_000, 10_000), new Blob([]), new Blob(['no picture, but long enough'])]) {
    await expect(decodeMaskFile(file)).rejects.toThrow('decoded')
  }
  expect(decode).toHaveBeenCalledTimes(3)
})
