import { expect, it } from 'vitest'
import { parseQuery } from './parse-query.ts'
import { piecesOf, termsOf } from './search-terms.ts'
import { termVector, userTag } from './term-vector.ts'

const userId = '0192aab5-9f3a-7cc1-8b4e-1d1f0f000000'

function terms(text: string): string[] {
  return [...termsOf(text).keys()]
}

it.each([
  ['A red FOX, 35mm', ['a', 'red', 'fox', '35mm']],
  ['狐狸在', ['狐', '狐狸', '狸', '狸在', '在']],
  ['3D渲染', ['3d', '渲', '渲染', '染']],
  ['Café déjà', ['café', 'cafe', 'déjà', 'deja']],
  ['ＦＵＬＬ ①', ['full', '1']],
  ['ｶﾞｷ', ['ガ', 'ガキ', 'キ']],
  ['한국', ['한', '한국', '국']],
  ['สวย', ['ส', 'สว', 'ว', 'วย', 'ย']],
  ['شجرة خضراء', ['شجرة', 'خضراء']],
  ['🦊👩‍🎨', ['🦊', '👩', '🎨']],
  ['<b onclick="x">', ['b', 'onclick', 'x']],
  ["  '  \\ | & ! ( ) : * \0 \ud83d … —", []],
  ['', []],
])('cuts %j into %j', (text, expected) => {
  expect(terms(text)).toEqual(expected)
})

it('counts places so that two runs and two words are not taken for one', () => {
  expect([...termsOf('一只，狐狸 red fox 一')]).toEqual([
    ['一', [1, 9]],
    ['一只', [1]],
    ['只', [2]],
    ['狐', [4]],
    ['狐狸', [4]],
    ['狸', [5]],
    ['red', [7]],
    ['fox', [8]],
  ])
})

it('knows a word of any length by its beginning, and cuts no character in half', () => {
  const [word = ''] = terms('x'.repeat(500))
  expect(word).toHaveLength(64)
  expect(terms(`x${'𝔘𐐀'.repeat(500)}`)[0]?.isWellFormed()).toBe(true)
})

it('takes what is much longer than a prompt, and makes one value of it that PostgreSQL can hold', () => {
  const texts = ['狐'.repeat(50_000), 'ﷺ'.repeat(50_000), 'a b '.repeat(50_000), 'é'.repeat(50_000)]
  for (const text of texts) expect(Buffer.byteLength(termVector(userId, text))).toBeLessThan(1_000_000)
  expect(piecesOf('a '.repeat(100_000)).length).toBeLessThanOrEqual(20_000)
})

it('puts the user into each term', () => {
  expect(userTag(userId)).toBe('AAAA')
  expect(termVector(userId, 'fox 狐狸')).toBe("'AAAAfox':1 'AAAA狐':2 'AAAA狐狸':2 'AAAA狸':3")
})

it.each([
  ['fox', "'AAAAfox':*"],
  ['Fox  RED fox', "'AAAAfox':* & 'AAAAred':*"],
  ['猫', "'AAAA猫'"],
  ['狐狸', "'AAAA狐狸'"],
  ['狐狸在', "('AAAA狐狸' <1> 'AAAA狸在' | 'AAAA+' & 'AAAA狐狸' & 'AAAA狸在')"],
  ['狐狸在雪', "('AAAA狐狸' <2> 'AAAA在雪' | 'AAAA+' & 'AAAA狐狸' & 'AAAA在雪')"],
  ['"red fox"', "('AAAAred' <1> 'AAAAfox' | 'AAAA+' & 'AAAAred' & 'AAAAfox')"],
  ['“fox”猫', "'AAAAfox' & 'AAAA猫'"],
  ['un"closed', "'AAAAun':* & 'AAAAclosed':*"],
  ['!!! ""', null],
  ['   ', null],
])('asks for %j as %s', (typed, query) => {
  expect(parseQuery(userId, typed)).toBe(query)
})
