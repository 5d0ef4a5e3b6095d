import { expect, it } from 'vitest'
import { fileSizeText } from './file-size-text.ts'

it('tells sizes as systems do', () => {
  const sizes = [999, 1_000, 12_345, 2_149_999, 7_260_000_000]
  expect(sizes.map(fileSizeText)).toEqual(['1 kB', '1 kB', '13 kB', '2.1 MB', '7.3 GB'])
})
