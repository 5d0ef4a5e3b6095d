import { describe, expect, it } from 'vitest'
import { translator } from '#lib/i18n/messages.ts'

describe('the place in line', () => {
  it.each([
    [1, 'Next in line', '下一个就轮到'],
    [2, 'Second in line', '排在第 2 位'],
    [3, 'Third in line', '排在第 3 位'],
    [4, '4th in line', '排在第 4 位'],
    [11, '11th in line', '排在第 11 位'],
    [22, '22nd in line', '排在第 22 位'],
    [33, '33rd in line', '排在第 33 位'],
    [51, '51st in line', '排在第 51 位'],
  ])('%i', (place, en, zh) => {
    expect(translator('en', 'job')('wait.line', { place })).toBe(en)
    expect(translator('zh', 'job')('wait.line', { place })).toBe(zh)
  })
})
