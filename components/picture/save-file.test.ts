import { expect, it } from 'vitest'
import { contentDisposition } from '#lib/http/content-disposition.ts'
import { fileNameOf } from './save-file.ts'

it('reads back every name that the server gives', () => {
  for (const fileName of ["gpt-image-2-月夜 (竹)*'1'-a3f9a2.webp", '🎋.png', 'a;b="c".avif', '100%.png']) {
    expect(fileNameOf(contentDisposition('attachment', { fileName, plainName: 'plain.png' }))).toBe(fileName)
  }
  expect([fileNameOf(''), fileNameOf("attachment; filename*=UTF-8''%E4%ZZ")]).toEqual(['', ''])
})
