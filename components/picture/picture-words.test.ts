import { describe, expect, it } from 'vitest'
import { translator } from '#lib/i18n/messages.ts'
import { durationText, outcomeText, promptStart } from './picture-words.ts'

const t = translator('en', 'picture')
const start = '2026-11-22T14:00:00.000Z'

describe('durationText', () => {
  it.each([
    ['2026-11-22T14:00:00.040Z', '0 s'],
    ['2026-11-22T14:00:04.260Z', '4.3 s'],
    ['2026-11-22T14:01:14.900Z', '75 s'],
    ['2026-11-22T14:02:00.000Z', '2 min 0 s'],
    ['2026-11-22T15:01:05.000Z', '61 min 5 s'],
    // Clocks of two machines may differ.
    ['2026-11-22T13:59:59.000Z', '0 s'],
  ])('until %s it is %s', (end, words) => {
    expect(durationText(t, start, end)).toBe(words)
  })

  it('is nothing where a time is missing', () => {
    expect(durationText(t, null, start)).toBeNull()
    expect(durationText(t, start, undefined)).toBeNull()
  })
})

it('tells what became of a call, and a blocked picture from a fault', () => {
  const attempt = { startedAt: start, calledAt: start, finishedAt: start, errorCode: null }
  const words = (['delivered', 'failed', 'ambiguous', 'abandoned', 'running'] as const).map((outcome) =>
    outcomeText(t, { ...attempt, outcome }),
  )
  expect(new Set(words).size).toBe(5)
  const blocked = outcomeText(t, { ...attempt, outcome: 'failed', errorCode: 'moderation_blocked' })
  expect(words).not.toContain(blocked)
  expect(outcomeText(t, { ...attempt, outcome: 'failed', errorCode: 'server_error' })).toBe(words[1])
})

it('cuts a prompt to one line without cutting a character', () => {
  expect(promptStart('a\n b  c', 10)).toBe('a b c')
  expect(promptStart('𠀀𠀁𠀂', 2)).toBe('𠀀𠀁…')
  expect(promptStart('狐'.repeat(32_000), 3)).toBe('狐狐狐…')
})
