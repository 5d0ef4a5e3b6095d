import { expect, it } from 'vitest'
import { tellType } from './tell-type.ts'

/** The first box of an AVIF or HEIC file. */
function ftyp(main: string, ...compatible: string[]): Buffer {
  const body = Buffer.from(`ftyp${main}\0\0\0\0${compatible.join('')}`, 'latin1')
  const size = Buffer.alloc(4)
  size.writeUInt32BE(body.length + 4)
  return Buffer.concat([size, body, Buffer.from('\0\0\0\x10metaheic')])
}

it.each([
  ['image/png', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')],
  ['image/jpeg', Buffer.from('\xff\xd8\xff\xe0', 'latin1')],
  ['image/webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1')],
  ['image/gif', Buffer.from('GIF89a')],
  ['image/gif', Buffer.from('GIF87a')],
  ['image/avif', ftyp('avif', 'mif1', 'miaf')],
  ['image/avif', ftyp('mif1', 'avif')],
  ['image/heic', ftyp('heic', 'mif1')],
  ['image/heic', ftyp('mif1', 'miaf', 'heix')],
])('knows %s', (type, head) => {
  expect(tellType(head)).toBe(type)
})

it.each([
  ['nothing', ''],
  ['a ZIP', 'PK\x03\x04'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg">'],
  ['SVG after an XML declaration', '<?xml version="1.0"?><svg>'],
  ['PDF', '%PDF-1.7'],
  ['TIFF', 'II*\0'],
  ['BMP', 'BM'],
  ['a sound', 'RIFF\0\0\0\0WAVEfmt '],
  ['a film', ftyp('isom', 'mp42').toString('latin1')],
  ['a box that goes on for ever', '\xff\xff\xff\xffftypmif1\0\0\0\0'],
  ['half a signature', '\x89PNG'],
])('knows %s for none', (_what, head) => {
  expect(tellType(Buffer.from(head, 'latin1'))).toBeNull()
})
