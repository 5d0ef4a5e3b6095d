import { describe, expect, it } from 'vitest'
import { localeFromHeader, pathInLocale } from './locales.ts'

describe('localeFromHeader', () => {
  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['fr,zh-TW;q=0.7,en;q=0.3', 'zh'],
    ['zh;q=0,en;q=0.1', 'en'],
    ['de-DE', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [null, 'en'],
  ])('%s → %s', (header, locale) => {
    expect(localeFromHeader(header)).toBe(locale)
  })
})

describe('pathInLocale', () => {
  it('changes the language and keeps the rest', () => {
    expect(pathInLocale('/zh/pictures/abc', 'en')).toBe('/en/pictures/abc')
    expect(pathInLocale('/zh', 'en')).toBe('/en')
    expect(pathInLocale('/', 'zh')).toBe('/zh')
    expect(pathInLocale('/studio', 'zh')).toBe('/zh/studio')
  })
})
