import { expect, it } from 'vitest'
import { exportFormats as serverFormats } from '#lib/images/export-picture.ts'
import { downloadHref, exportFormats, exportSizes, storedFileOf } from './export-choices.ts'

it('offers the whole size and what is smaller, in the same proportion', () => {
  expect(exportSizes(1536, 1024)).toEqual([
    { edgePx: null, width: 1536, height: 1024 },
    { edgePx: 1024, width: 1024, height: 683 },
    { edgePx: 512, width: 512, height: 341 },
  ])
  expect(exportSizes(2160, 3840).map(({ height }) => height)).toEqual([3840, 2048, 1024, 512])
  expect(exportSizes(512, 512)).toHaveLength(1)
  expect(exportSizes(4000, 1)[3]).toEqual({ edgePx: 512, width: 512, height: 1 })
})

it('names the formats that the server makes', () => {
  expect(exportFormats).toEqual(serverFormats)
})

it('asks for a format and a size', () => {
  expect(downloadHref('x')).toBe('/api/images/x/download?format=original')
  expect(downloadHref('x', storedFileOf({ isComposed: true }))).toBe('/api/images/x/download?format=composed')
  expect(downloadHref('x', storedFileOf({ isComposed: false }))).toBe(
    '/api/images/x/download?format=original',
  )
  expect(downloadHref('x', 'avif', null)).toBe('/api/images/x/download?format=avif')
  expect(downloadHref('x', 'webp', 512)).toBe('/api/images/x/download?format=webp&edge=512')
})
