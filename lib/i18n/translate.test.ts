import { describe, expect, it } from 'vitest'
import { translator } from './messages.ts'

describe('translator', () => {
  it('writes numbers as the language does', () => {
    expect(translator('en', 'studio')('promptCount', { count: 12500, max: 32000 })).toBe(
      '12,500 of 32,000 characters',
    )
    expect(translator('zh', 'common')('credits', { count: 12500 })).toBe('12,500 点')
  })

  it('chooses the plural form', () => {
    const t = translator('en', 'common')
    expect(t('credits', { count: 1 })).toBe('1 credit')
    expect(t('credits', { count: 2 })).toBe('2 credits')
  })

  it('answers null for a code without a sentence and for inherited names', () => {
    const t = translator('en', 'failures')
    expect(t.maybe('no_such_failure')).toBeNull()
    expect(t.maybe('constructor')).toBeNull()
  })

  it('answers null rather than throw when a value is missing', () => {
    expect(translator('en', 'common').maybe('credits')).toBeNull()
  })
})
