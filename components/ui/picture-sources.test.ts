import { expect, test } from 'vitest'
import { PREVIEW_EDGE_MAX, THUMBNAIL_EDGE_MAX } from '#lib/images/make-preview.ts'
import { PREVIEW_EDGE, pictureSources, THUMBNAIL_EDGE } from './picture-sources.ts'

test('browsers are told of the sizes that are made', () => {
  expect([PREVIEW_EDGE, THUMBNAIL_EDGE]).toEqual([PREVIEW_EDGE_MAX, THUMBNAIL_EDGE_MAX])
})

test.each([
  [1536, 1024, '512w', '1024w'],
  [1024, 1536, '341w', '683w'],
  [800, 600, '512w', '800w'],
])('a picture of %i × %i comes %s and %s wide', (width, height, thumbnail, preview) => {
  const file = '/api/images/a/file?variant='
  expect(pictureSources({ id: 'a', hasPreview: true, width, height })).toEqual({
    src: `${file}preview`,
    srcSet: `${file}thumbnail ${thumbnail}, ${file}preview ${preview}`,
  })
})

test('a small one comes as it is, as does one whose preview is not made yet', () => {
  const small = { id: 'a', width: 256, height: 512 }
  expect(pictureSources({ ...small, hasPreview: true })).toEqual({
    src: '/api/images/a/file?variant=preview',
  })
  expect(pictureSources({ ...small, hasPreview: false })).toEqual({
    src: '/api/images/a/file?variant=preview',
  })
})
