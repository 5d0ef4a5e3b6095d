import { describe, expect, it } from 'vitest'
import { contentDisposition } from '#lib/http/content-disposition.ts'
import { exportName } from './export-name.ts'

function named(prompt: string) {
  return exportName({
    model: 'gpt-image-2',
    madeAt: new Date('2026-11-22T23:59:00.000Z'),
    prompt,
    imageId: '01938f3a-7c1e-7000-8000-00000a3f9a2c',
    mediaType: 'image/jpeg',
  })
}

describe('exportName', () => {
  it.each([
    ['a lone boat, on a misty river', 'a-lone-boat-on-a-misty-river'],
    ['远山晨雾里的一叶孤舟，水墨', '远山晨雾里的一叶孤舟-水墨'],
    ['../../etc/passwd\r\n<b>"x"', 'etc-passwd-b-x'],
    ['قارب في النهر', 'قارب-في-النهر'],
    ['हिन्दी', 'हिन्दी'],
    ['ein a\u0308pfel', 'ein-äpfel'],
    ['a '.repeat(400), 'a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a'],
    ['𠀀'.repeat(60), '𠀀'.repeat(40)],
  ])('takes of %j the words', (prompt, words) => {
    expect(named(prompt).fileName).toBe(`gpt-image-2-2026-11-22-${words}-3f9a2c.jpg`)
  })

  it('does without words where the prompt has none', () => {
    expect(named('🎨🖌️ …')).toEqual({
      fileName: 'gpt-image-2-2026-11-22-3f9a2c.jpg',
      plainName: 'gpt-image-2-2026-11-22-3f9a2c.jpg',
    })
  })

  it('fits into what file systems allow', () => {
    expect(Buffer.byteLength(named('𠀀'.repeat(32_000)).fileName)).toBeLessThan(255)
  })
})

describe('contentDisposition', () => {
  it('says a Chinese name in UTF-8 and a plain one beside it', () => {
    expect(contentDisposition('attachment', named('一叶'))).toBe(
      `attachment; filename="gpt-image-2-2026-11-22-3f9a2c.jpg"; filename*=UTF-8''gpt-image-2-2026-11-22-%E4%B8%80%E5%8F%B6-3f9a2c.jpg`,
    )
  })

  it('escapes what RFC 8187 does not allow and encodeURIComponent leaves', () => {
    expect(contentDisposition('inline', { fileName: "a'(b)*!.png", plainName: 'x' })).toBe(
      `inline; filename="x"; filename*=UTF-8''a%27%28b%29%2A!.png`,
    )
  })
})
