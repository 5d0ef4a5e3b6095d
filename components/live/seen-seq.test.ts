import { describe, expect, it } from 'vitest'
import { createSeenSeq } from './seen-seq.ts'

describe('createSeenSeq', () => {
  it('has missed what the leader saw after the page was made', () => {
    const seen = createSeenSeq('9')
    expect(seen.missed('10')).toBe(true)
    expect(seen.last).toBe('10')
  })

  it('has missed nothing when the page is as new as the leader, or newer', () => {
    expect(createSeenSeq('10').missed('10')).toBe(false)
    expect(createSeenSeq('10').missed('9')).toBe(false)
  })

  it('does not take the first event heard for all that happened before it', () => {
    const seen = createSeenSeq('5')
    seen.heard('7')
    expect(seen.missed('7')).toBe(true)
  })

  it('follows the leader once it has been answered', () => {
    const seen = createSeenSeq('5')
    expect(seen.missed('5')).toBe(false)
    seen.heard('6')
    // The answer to another tab's hello.
    expect(seen.missed('6')).toBe(false)
    expect(seen.missed('8')).toBe(true)
  })
})
